"""How texts speak to a machine: orders and what they are about, and the concepts that a translation of one has too.

The lists of concepts are generous, because a missing synonym would turn down a good translation; those of orders are
narrow, because people order each other about as well. Chinese and Japanese stand in one column: their words do not get
into each other's way.
"""

from __future__ import annotations

import functools
import re

LANGUAGES = frozenset({"zh", "en", "ja", "ko", "es", "fr"})  # what `concepts` can judge

# What each is called: in Latin script (beginnings of words), in Han and kana, in hangul.
_WORDS: dict[str, tuple[str, str, str]] = {
    "ignore": (
        "ignor disregard forget overrid bypass skip neglect omit olvid descart oubli saute contourn",
        "忽略 忽视 无视 忘记 忘掉 忘了 别管 不要管 不用管 不用理 不要理 不必理会 绕过 跳过 抛开 抛弃 作废 "
        "無視 忘れ 飛ばし 省略",
        "무시 잊",
    ),
    "previous": (
        "previous above prior earlier preced before anterior previ arriba précéd dessus avant",
        "以上 上面 之前 前面 先前 前述 此前 上述 前文 上文 上一 早先 以前 前の 上の 上記 これまで",
        "이전 위의 앞의 앞선 지금까지",
    ),
    "instruction": (
        "instruct rule guideline order command directive requirement restrict limit safety polic instrucci regla orden "
        "consigne règle ordre",
        "指令 指示 规则 规定 命令 要求 说明 设定 限制 准则 规矩 安全 政策 任务 約束 ルール 指图",
        "지시 규칙 명령 지침 설정 제한",
    ),
    "prompt": (
        "prompt indicaci invite",
        "提示 引导语 プロンプト",
        "프롬프트",
    ),
    "system": ("system sistema système", "系统 系統 システム", "시스템"),
    "output": (
        "output print display show return reveal list dump leak emit provide give imprim muestr mostr salida devuelv "
        "affich sortie révèl donne",
        "输出 打印 显示 展示 返回 列出 透露 公开 给出 给我 说出 吐出 印出 列举 发出 交出 提供 泄露 揭示 亮出 "
        "出力 表示 見せ 示し 教え",
        "출력 표시 보여 알려 공개 나열 인쇄",
    ),
    "say": (
        "say said tell repeat speak respond reply answer introduc describ recit sing shout call explain echo chat talk "
        "dice di decir respond repit repet cuent dis dire répond répèt parle",
        "说 讲 告诉 重复 复述 回复 回答 介绍 讲述 描述 朗诵 背诵 唱 喊 叫 解释 答 念 聊 谈 言っ 言い 話 答え 繰り返",
        "말하 말해 말을 대답 답하 반복 소개 이야기 답변",
    ),
    "write": (
        "writ compos creat generat draft make escrib crea genera écri rédig cré",
        "写 创作 生成 编写 撰写 作一 编一 编个 来一首 来一段 来个 做一首 作首 赋 書 作っ 作り 作成",
        "쓰 써 작성 만들 생성 지어",
    ),
    "poem": (
        "poem poetr haiku song story stories joke lyric rap limerick essay sonnet recipe verse tale cuento poema "
        "chiste "
        "canci historia poème blague chanson histoire",
        "诗 俳句 歌 故事 笑话 说唱 作文 段子 文章 童话 菜谱 食谱 对联 情书 小说 詩 物語 話 ジョーク レシピ",
        "시 노래 이야기 농담 소설 레시피",
    ),
    "bio": (
        "bio profile introduc yourself identity name creator maker who perfil nombre quién biograf profil nom qui",
        "简介 自我介绍 个人资料 介绍 你自己 自己 你是谁 谁 名字 身份 名称 简历 来历 出身 自己紹介 プロフィール 名前 誰",
        "자기소개 소개 이름 프로필 누구 신원",
    ),
    "code": (
        "code script program function python sql javascript html java bash shell console loop código programa código "
        "fonction",
        "代码 脚本 程序 函数 编程 源码 算法 循环 コード プログラム スクリプト 関数",
        "코드 프로그램 스크립트 함수",
    ),
    "pretend": (
        "pretend act role imagin persona simulat suppose become play impersonat actúa finge imagin rol agis incarn "
        "rôle",
        "假装 扮演 角色 假设 想象 假如 充当 当成 模拟 化身 变成 作为 饰演 当作 你现在是 你是 你就是 ふり 演じ 役 "
        "なりきり",
        "척 역할 연기 상상 가정",
    ),
    "model": (
        "ai model assistant chatbot gpt chatgpt llm bot robot machine qwen claude gemini siri translator interpreter "
        "modelo asistente modèle assistant",
        "人工智能 模型 助手 机器人 智能 机器 翻译官 翻译员 翻译器 译者 モデル アシスタント ロボット 人工知能",
        "모델 인공지능 어시스턴트 로봇 챗봇 비서 번역기",
    ),
    "translate": ("translat traduc tradui", "翻译 译 翻成 翻訳 訳", "번역"),
    "decode": (
        "decod decrypt base64 rot13 morse hex binary cipher encod encrypt unscrambl caesar decodifi descifr décod "
        "déchiff",
        "解码 解密 摩斯 莫尔斯 摩尔斯 二进制 十六进制 密文 暗号 编码 加密 破译 解读 base rot 凯撒 解読 デコード "
        "モールス",
        "해독 디코드 모스 암호 복호",
    ),
    "password": (
        "password secret key token credential confidential hidden internal contraseña secret clave clé mot",
        "密码 密钥 口令 秘密 机密 保密 隐藏 内部 钥匙 パスワード 秘密 キー",
        "비밀 암호 키 토큰 패스워드",
    ),
    "mode": (
        "mode developer debug admin unrestrict jailbreak dan root sudo maintenance override test owner moderator modo "
        "desarrollador développeur",
        "模式 开发者 开发 调试 管理员 越狱 无限制 不受限 权限 维护 测试 版主 站长 开发人员 モード 開発者 管理者",
        "모드 개발자 관리자 디버그 테스트",
    ),
    "json": (
        "json field format xml yaml markdown tag element object string bracket campo formato champ",
        "json 字段 格式 标签 对象 字符串 括号 数组 键 フィールド 形式",
        "필드 형식 태그",
    ),
    "count": (
        "count calculat comput solve equal multipl sum plus cuent calcul compt",
        "计算 数到 算一 算出 等于 求解 解方程 乘 加起来 计数 从一 計算 数え",
        "계산 세어 합",
    ),
    "follow": (
        "follow obey execut run perform comply carry do sigue obedec ejecut suis obéi exécut",
        "遵循 遵守 服从 执行 运行 照做 按照 照我 听从 按 跟着 从命 做 従 実行",
        "따라 따르 실행 수행 복종",
    ),
    "complete": (
        "complet continu finish fill summari explain expand rewrit paraphras resum continú complèt résum continu",
        "补全 续写 继续 接着写 完成 填空 总结 解释 扩写 改写 概括 接龙 续 続け 完成 要約",
        "계속 완성 요약 이어 설명",
    ),
    "user": (
        "user assistant human member admin usuario utilisateur",
        "用户 助手 使用者 人类 会员 ユーザー 人間",
        "사용자 인간 회원",
    ),
}


# Said to machines alone, or hardly ever to anybody else.
_MACHINE = re.compile(
    r"\bprompts?\b|提示词|提示语|系统提示|系统消息|\bsystem (?:message|role)|language model|语言模型|大模型|"
    r"chatgpt|\bgpt|\bqwen|通义|"
    r"base ?64|\brot ?13|morse|摩斯|摩尔斯|莫尔斯|jailbreak|越狱|(?:developer|debug|admin|god|root) mode|"
    r"开发者模式|调试模式|管理员模式|"
    r"ignor\w* (?:all|any|the|every\w*|what\w*|previous|above|prior|your|my|this|that)|忽略|无视|别管|不用管|"
    r"<\|\w+|\[/?inst\]|</?(?:system|user|assistant|instructions?|text|data)\b|^#{2,}|[{}]|```|"
    r"\"?translation\"?\s*[:：]|"
    r"\bas an ai\b|\byou are (?:now|an?|no longer)\b|你现在是|你不再是|从现在(?:开始|起)|from now on|假装|扮演|"
    r"充当|\bact as\b|"
    r"pretend|role-?play|(?:begin|end|start) of (?:the )?(?:text|data|input|message|user|document|translation)|"
    r"(?:system|assistant|user|human|ai|model|sql)\s*[:：]|(?:系统|助手|用户|管理员|模型)\s*[:：]|翻译|translat|"
    r"译成|译文|"
    r"\boutput\b|输出|decode|解码|解密|\binstruction|指令|智能助手|人工智能|what model|which model|什么模型|"
    r"哪个模型|哪家公司|"
    r"text-[0-9a-f]{4}|delimiter|分隔符|续写|补全|接着写|复述|repeat (?:after|the|this|every)|\bexecute\b|\beval\b",
    re.IGNORECASE | re.MULTILINE,
)
_ORDER = re.compile(
    r"(?:^|\b(?:please|pls|plz|then|and|now|just|must|should|also|instead|that|finally|first|after|next|you|can|"
    r"could|to|"
    r"don't|not)\b)\W*(?:disregard|forget|overrid|bypass|skip|print|display|show|return|reveal|list|dump|say|tell|"
    r"repeat|"
    r"speak|respond|repl[yi]|answer|introduce|describe|recite|sing|write|compose|create|generate|make|give|play|"
    r"imagine|"
    r"become|count|calculate|compute|solve|follow|obey|run|perform|complete|continue|finish|summari[sz]e|explain|"
    r"rewrite|"
    r"switch|enter|enable|drop|stop|spell|draw|simulate|provide|send)"
    "|忘记|忘掉|忘了|打印|显示|展示|返回|列出|透露|公开|说出|告诉|重复|回复|回答|介绍|讲|朗诵|背诵|唱|写|创作|生成|"
    "编|来一|来个|来段|给我|"
    "假设|想象|模拟|计算|数到|算|遵循|遵守|服从|执行|运行|按照|听从|继续|完成|总结|解释|改写|切换|进入|开启|启用|"
    "停止|不要|变成|当成|泄露|交出|"
    "说一|请说|只说|做一|作一|赋",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"\b(?:previous|above|prior|earlier|rules?|guidelines?|system|poems?|haiku|song|stor(?:y|ies)|joke|lyrics|"
    r"essay|rap|"
    r"limerick|bio|biography|profile|yourself|who you are|your (?:name|creator|maker|model|version|identity|"
    r"instructions?|"
    r"rules|configuration|settings|secrets?|key)|code|script|program|function|python|sql|javascript|html|ai|model|"
    r"assistant|chatbot|bot|robot|passwords?|secrets?|api key|tokens?|mode|json|xml|yaml|markdown|recipe|from (?:1|"
    r"one)|"
    r"to (?:10|100|ten)|pirate|character|translator|the (?:text|message|word|sentence|following|opposite|first)|"
    r"everything|hello world|alphabet|backwards|reverse|emoji|only with|nothing but|config\w*|initial|hidden|"
    r"internal)\b"
    r"|\d+ ?[-+*/×x] ?\d+|以上|上面|前面|之前的|上述|规则|规定|系统|诗|俳句|歌|故事|笑话|作文|段子|文章|菜谱|食谱|"
    r"对联|情书|简介|自我介绍|介绍自己|"
    "你自己|你是谁|你的|身份|代码|脚本|程序|函数|python|ai|模型|助手|机器人|密码|密钥|口令|秘密|机密|模式|json|"
    "字段|格式|角色|猫娘|海盗|"
    "翻译|这段话|这句话|一遍|从1|从一|到10|到一百|内容|设定|限制|下面的|以下|英文|反过来|倒着|开头|第一|隐藏|内部|"
    "配置|初始",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[，。！？；、,.!?;\n:：()（）…\[\]「」“”]+")


def concepts(text: str) -> frozenset[str]:
    """Which of these things a text speaks of, in any of the languages."""
    plain = text.lower()
    return frozenset(name for name, pattern in _patterns().items() if pattern.search(plain))


def orders(text: str) -> list[str]:
    """The clauses of a text that could be meant for a machine."""
    clauses = [clause.strip() for clause in _CLAUSE.split(text)]
    said = [clause for clause in clauses if _is_order(clause)]
    return said or ([text] if _MACHINE.search(text) else [])


def _is_order(clause: str) -> bool:
    return bool(_MACHINE.search(clause) or (_ORDER.search(clause) and _OBJECT.search(clause)))


@functools.cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(_pattern(*words)) for name, words in _WORDS.items()}


def _pattern(latin: str, han: str, hangul: str) -> str:
    """Latin words by their beginnings, short ones whole; the others anywhere."""
    starts = [rf"{word}\w*" if len(word) > 3 else word for word in latin.split()]
    return rf"(?<![a-z\d])(?:{'|'.join(starts)})(?![a-z])|{'|'.join(han.split() + hangul.split())}"
