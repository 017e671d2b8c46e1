"""What language models say when they talk instead of translating, and what they make when they obey."""

from __future__ import annotations

import re

ASKING = re.compile(
    "[吗呢么嘛嘛莫咋啥求问]|什么|怎么|怎样|如何|为何|为什么|谁|哪|几|多少|是否|是不是|有没有|能不能|可不可以|何|か|"
    r"\b(?:what|who|whom|whose|when|where|why|how|which|whether|can|could|do|does|did|is|are|will|would|anyone)\b|"
    "까|나요|니|가요|뭐|무엇|누구|어디|언제|왜|어떻게|¿|"
    r"\b(?:qué|quién|cómo|dónde|cuándo|cuánto|cuál|qui|quoi|que|comment|où|quand|pourquoi|combien|quel\w*|est-ce)\b",
    re.IGNORECASE,
)
NUMBER_WORDS = re.compile(
    "[零〇一二三四五六七八九十百千万亿两半几]|"
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|\w+teen|\w+ty|hundred|thousand|million|"
    r"billion)\b",
    re.IGNORECASE,
)

# What a translator never makes: an answer has no more of them than its text.
ARTEFACTS = (
    ("link", re.compile(r"https?://|www\.\w|\b[\w-]+\.(?:com|net|org|cn|io|xyz|top|ru)\b", re.IGNORECASE)),
    ("address", re.compile(r"\b[\w.+-]+@[\w-]+\.\w+")),
    ("mention", re.compile(r"(?<!\w)[@＠]\w{2,}")),
    ("fence", re.compile(r"```|~~~")),
    ("markup", re.compile(
        r"</?[a-z][\w-]*(?:\s[^<>]*)?/?>|^#{1,6} |\*\*\w|!?\[[^\]]*\]\(", re.IGNORECASE | re.MULTILINE)),
    ("code", re.compile(
        r"\bdef \w+\(|\bimport \w+|\bprint\s*\(|console\.log|\bfunction\s*\w*\(|=>|\breturn [\w\"'(]+.*;$|"
        r"\bSELECT\b.*\bFROM\b|"
        r"\b(?:var|let|const) \w+ ?=|#include|\bsudo \w|\brm -rf", re.MULTILINE)),
    ("braces", re.compile(r"[{}]|\"\w+\"\s*:")),
    ("turn", re.compile(
        r"<\|?\w+\|?>|\[/?INST\]|^\s*(?:assistant|system|user|human|ai)\s*:", re.IGNORECASE | re.MULTILINE)),
)  # fmt: skip

_MAKERS = "OpenAI|ChatGPT|GPT-?\\d|Anthropic|DeepSeek|Qwen|Tongyi|Alibaba Cloud"


def _rule(name: str, spoken: str, excuse: str) -> tuple[str, re.Pattern[str], re.Pattern[str]]:
    return name, re.compile(spoken, re.IGNORECASE), re.compile(excuse, re.IGNORECASE)


# A name, what a model says, and what in the text excuses it.
CHAT = (
    _rule(
        "introduces itself",
        r"\bas an? (?:AI|artificial|language model|large language)|language model|\b(?:I am|I'm) an? (?:AI\b|"
        r"artificial|"
        r"assistant|virtual|chat ?bot|translat\w+ (?:assistant|model|tool|engine|bot|step))|"
        rf"\b(?:{_MAKERS})\b|通义|文心一言|深度求索|"
        "作为(?:一个|一名|一款)?(?:AI|人工智能|大?语言模型|大模型|助手)|语言模型|大模型|智能助手|AI ?助手|"
        "我是(?:一个|一名|一款|个|由)?[^，。！？\n]{0,8}(?:AI|人工智能|模型|助手|机器人|豆包|Kimi|翻译(?:引擎|器|"
        "工具|员|官))|"
        "言語モデル|AIアシスタント|언어 ?모델|AI ?(?:비서|어시스턴트)|modelo de lenguaje|modèle de langage",
        rf"language model|\bLLMs?\b|语言模型|大模型|模型|人工智能|\bAI\b|assistant|助手|机器人|\bbot\b|robot|"
        rf"model|\b(?:{_MAKERS})\b|通义|文心一言|豆包|深度求索|阿里云|智谱|モデル|인공지능|모델",
    ),
    _rule(
        "begins to chat",
        r"^\W*(?:sure|certainly|of course|absolutely|okay|ok|got it|understood|great question|"
        r"happy to)\b[,!. ]+(?:here|I\b|"
        r"I'|the\b|let|below|this)|^\W*(?:好的|好嘞|当然|没问题|明白了?|收到|遵命)[,!。可以]*(?:以下|下面|这是|我|"
        r"让我|请)|"
        r"^\W*(?:はい、|承知|もちろん、)(?:以下|こちら|私)|^\W*(?:물론|알겠습니다)[^가-힣]*(?:다음|여기|저)",
        r"\b(?:sure|certainly|of course|absolutely|ok|okay|got it|understood|great|happy|yes|yep|right|fine)\b|"
        "好|当然|没问题|明白|收到|遵命|必须|可以|行|是的|嗯|了解|知道|懂|肯定|はい|もちろん|물론|네|claro|supuesto|"
        "bien|accord",
    ),
    _rule(
        "presents its answer",
        r"\bhere(?:'s| is| are) (?:the|your|a|an|my|some)\b|\b(?:the )?translat(?:ion|ed text)\b\s*(?:is|:)|"
        r"^\W*(?:answer|"
        r"output|response|result|note)\s*:|以下(?:是|为)|这是(?:您|翻译|译文|你要|你的翻译)|^\W*(?:翻译|译文|答案|"
        r"输出|回答|结果|注|备注)(?:如下)?[:：]|"
        r"(?:翻译|译文|结果|内容)如下[:：]",
        r"\bhere\b|translat|answer|output|response|result|note|below|following|以下|这是|这|翻译|译|答|输出|结果|"
        r"注|如下|下面|"
        r"aquí|voici|これ|이것",
    ),
    _rule(
        "refuses",
        r"\bI(?:'m| am) (?:sorry|afraid|unable)|\bI (?:can't|cannot|won't|am not able)[^.]{0,20}\b(?:help|assist|"
        r"comply|"
        r"fulfil|provide|translat|do that|share|disclose|reveal)|"
        "(?:抱歉|对不起|不好意思)[,，]?\\s*(?:但|不过)?我?(?:不能|无法|没办法)|"
        "我(?:不能|无法)(?:提供|帮|协助|回答|满足|翻译|透露|执行|遵从|分享)|"
        "申し訳(?:ありません|ございません)が|죄송(?:합니다|하지만)",
        r"sorry|afraid|unable|can't|cannot|won't|not able|抱歉|对不起|不好意思|不能|无法|没办法|婉拒|拒绝|不了|"
        r"马赛|ごめん|すみません|申し訳|죄송|미안|"
        r"siento|perdón|désolé|pardon",
    ),
    _rule(
        "offers help",
        r"\b(?:let me know|feel free|how (?:can|may) I (?:help|assist)|anything else)\b|(?:有什么|还有什么|"
        r"有任何).{0,6}(?:帮|问题)|"
        "希望(?:这|能|对).{0,4}帮助|请(?:告诉我|提供).{0,8}(?:文本|内容|文字)|随时(?:告诉|问)",
        r"let me know|feel free|help|assist|anything|else|告诉|问|帮|希望|提供|随时",
    ),
    _rule(
        "has been taken over",
        r"\b(?:pwned|hacked|jailbroken|(?:developer|DAN|admin|debug|god) mode)\b|已(?:启用|开启|进入|激活|"
        r"切换).{0,8}模式|"
        "(?:开发者|管理员|越狱|调试)模式",
        r"pwned|hacked|jailb|mode|模式|越狱|黑客|入侵|黑了",
    ),
)  # fmt: skip
