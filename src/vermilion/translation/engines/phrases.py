"""What language models say when they talk instead of translating, and what they make when they obey."""

from __future__ import annotations

import re

ASKING = re.compile(
    r"[吗呢么嘛咋啥]|莫(?:\W|$)|(?:求|请|想)问|问一|什么|怎么|怎样|如何|为何|为什么|谁|哪|几|多少|是否|是不是|"
    r"有没有|能不能|可不可以|何|か|"
    r"\b(?:what|who|whom|whose|when|where|why|how|which|whether|anyone)\b|(?:^|[.,!?;:]\s*)(?:can|could|do|does|"
    r"did|is|are|"
    r"was|were|will|would|has|have|should|may|shall)\b|까|나요|니|가요|뭐|무엇|누구|어디|언제|왜|어떻게|¿|"
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
    ("braces", re.compile(r"[{}]|[\"“]\w+[\"”]\s*:")),
    ("token", re.compile(r"(?<!\w)(?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]{12,}(?!\w)", re.IGNORECASE | re.ASCII)),
    ("table", re.compile(r"\|.*\|")),
    ("turn", re.compile(
        r"<\|?\w+\|?>|\[/?INST\]|^\s*(?:assistant|system|user|human|ai|助手|系统|用户)\s*:",
        re.IGNORECASE | re.MULTILINE)),
)  # fmt: skip

_MAKERS = "OpenAI|ChatGPT|GPT-?\\d|Anthropic|DeepSeek|Qwen|Tongyi|Alibaba Cloud"


def _rule(name: str, spoken: str, excuse: str) -> tuple[str, re.Pattern[str], re.Pattern[str]]:
    return name, re.compile(spoken, re.IGNORECASE | re.ASCII), re.compile(excuse, re.IGNORECASE | re.ASCII)


# A name, what a model says, and what in the text excuses it.
CHAT = (
    _rule(
        "names its maker",
        rf"\b(?:{_MAKERS})|通义|文心一言|深度求索|阿里云|阿里巴巴",
        rf"\b(?:{_MAKERS})|通义|文心一言|深度求索|阿里|alibaba",
    ),
    _rule(
        "introduces itself",
        r"\bas an? (?:AI|artificial|language model|large language)|language model|\b(?:I am|I'm) an? (?:AI\b|"
        r"artificial|"
        r"assistant|virtual|chat ?bot|translat\w+)|作为(?:一个|一名|一款)?(?:AI|人工智能|大?语言模型|大模型|助手)|"
        r"语言模型|大模型|智能助手|AI ?助手|"
        r"我是(?:一个|一名|一款|个|由)?[^，。！？\n]{0,8}(?:AI|人工智能|模型|助手|机器人|豆包|Kimi|翻译)|"
        "言語モデル|AIアシスタント|언어 ?모델|AI ?(?:비서|어시스턴트)|modelo de lenguaje|modèle de langage",
        r"language model|\bLLMs?\b|模型|人工智能|\bAI\b|assistant|助手|机器人|\bro?bot|\bmodels?\b|モデル|인공지능|"
        r"모델|translat|翻译",
    ),
    _rule(
        "begins to chat",
        r"^\W*(?:sure|certainly|of course|absolutely|okay|ok|got it|understood|great question|"
        r"happy to)\b[,!. ]+(?:here|"
        r"I\b|I'|the\b|let|below|this|it\b)|^\W*(?:好的|好嘞|当然|没问题|明白了?|收到|遵命)[,!。可以]*(?:以下|下面|"
        r"这是|我|让我|请)|"
        r"^\W*(?:はい、|承知|もちろん、)(?:以下|こちら|私)|^\W*(?:물론|알겠습니다)[^가-힣]*(?:다음|여기|저)",
        r"\b(?:sure|certainly|of course|absolutely|ok|okay|got it|understood|great|happy|yes|yep|right|fine)\b|"
        "好|当然|没问题|明白|收到|遵命|必须|可以|行|是的|嗯|了解|知道|懂|肯定|はい|もちろん|물론|네|claro|supuesto|"
        "bien|accord",
    ),
    _rule(
        "presents its answer",
        r"\bhere(?:'s| is| are) (?:the|your|a|an|my|some)\b|\b(?:the )?translat(?:ion|ed text)\b\s*(?:is|:)|"
        r"^\W*(?:answer|"
        r"output|response|result|note)\s*:|以下(?:是|为)|这是(?:您|翻译|译文|你要|你的翻译)|"
        r"^\W*(?:翻译|译文|答案|输出|回答|结果|注|备注)(?:如下)?[:：]|(?:翻译|译文|结果|内容)如下[:：]",
        r"\bhere\b|translat|answer|output|response|result|note|below|following|以下|这是|这|翻译|译|答|输出|结果|"
        r"注|如下|下面|"
        r"aquí|voici|これ|이것",
    ),
    _rule(
        "refuses",
        r"\bI(?:'m| am) (?:sorry|afraid|unable)|\bI (?:can't|cannot|won't|am not able)[^.]{0,20}\b(?:help|assist|"
        r"comply|"
        r"fulfil|provide|translat|do that|share|disclose|reveal)|(?:抱歉|对不起|不好意思)[,，]?\s*(?:但|"
        r"不过)?我?(?:不能|无法|没办法)|"
        "我(?:不能|无法)(?:提供|帮|协助|回答|满足|翻译|透露|执行|遵从|分享)|申し訳(?:ありません|ございません)が|"
        "죄송(?:합니다|하지만)",
        r"sorry|afraid|unable|can't|cannot|won't|not able|抱歉|对不起|不好意思|不能|无法|没办法|婉拒|拒绝|不了|"
        r"马赛|ごめん|"
        "すみません|申し訳|죄송|미안|siento|perdón|désolé|pardon",
    ),
    _rule(
        "recommends",
        r"\bI(?:'d| would)? (?:recommend|suggest)|我推荐|我建议",
        r"我|\bI\b|\b(?:je|yo|me)\b|recom|私|나|추천|おすすめ",
    ),
    _rule(
        "offers help",
        r"\b(?:let me know if|how (?:can|may) I (?:help|assist)|anything else)\b|(?:有什么|还有什么|"
        r"有任何).{0,6}(?:帮|问题)|"
        "希望(?:这|能|对).{0,4}帮助|请(?:告诉我|提供).{0,8}(?:文本|内容|文字)|随时(?:告诉|问)",
        r"let me know|help|assist|anything|else|告诉|问|帮|希望|提供|随时",
    ),
    _rule(
        "says it obeyed",
        r"\b(?:pwned|hacked|jailbroken)\b|\bmode (?:is |has been |now )*(?:on|active|activated|enabled)\b|"
        r"^\W*(?:done|added|"
        r"confirmed|approved|understood|granted|access granted)\b|已[经被]?(?:成功)?(?:启用|开启|进入|激活|切换|"
        r"添加|忽略|授予|批准|执行|"
        "解锁|确认|开通|关闭|停用)",
        r"pwned|hacked|jailb|入侵|黑了|攻破|被黑|已|过|了|\b(?:done|been|already|has|have|is|was|are|were)\b|ed\b",
    ),
)  # fmt: skip
