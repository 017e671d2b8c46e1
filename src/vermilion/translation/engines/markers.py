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
        "ignor disregard forget overrid bypass skip neglect omit void mind stop instead olvid descart oubli "
        "saute",
        "忽略 忽视 无视 理会 忘 别管 不管 绕过 跳过 抛开 抛弃 作废 停止 覆盖 而不是 改为 別 "
        "無視 忘れ 飛ばし 省略",
        "무시 잊 멈 대신",
    ),
    "previous": (
        "previous above prior earlier preced before first initial anterior previ arriba précéd dessus avant",
        "以上 上面 之前 前的 先前 此前 上述 上文 上一 早先 以前 初始 第一 首 最初 上の 上記 これまで",
        "이전 위의 앞의 앞선 지금까지",
    ),
    "instruction": (
        "instruct rule guideline order command directive requirement restrict limit safety polic task instrucci regla "
        "orden consigne règle ordre",
        "指令 指示 规则 规定 命令 要求 说明 设定 限制 准则 规矩 安全 政策 任务 約束 ルール 指図",
        "지시 규칙 명령 지침 설정 제한",
    ),
    "prompt": ("prompt indicaci invite", "提示 引导语 プロンプト", "프롬프트"),
    "system": ("system sistema système terminal linux", "系统 系統 终端 linux システム", "시스템"),
    "say": (
        "say said tell told ask chat call greet recommend suggest draw choose pick guess rate roast "
        "praise repeat speak spoke respond reply answer introduc describ recit sing sang shout call "
        "explain "
        "echo talk output print display show return reveal list dump leak emit provide give writ wrote compos creat "
        "generat draft make add append attach put state mention enter improvis greet apolog help dice di decir "
        "respond repit repet cuent dis dire dame díg dites donn répond répèt parle imprim muestr mostr devuelv "
        "affich escrib crea écri "
        "rédig",
        "说 讲 告诉 问 聊 叫 称呼 推荐 安利 画 选 猜 评 吐槽 夸 骂 重复 复述 回复 回答 回应 介绍 描述 朗诵 "
        "背诵 唱 喊 叫 解释 答 念 聊 谈 输出 打印 显示 展示 "
        "返回 列 透露 公开 给 吐出 "
        "交出 提供 泄露 揭示 亮出 导出 写 创作 创建 生成 作一 作诗 编 来一 做一 赋 加[一上个] 附 出一 出来 问候 "
        "问好 道歉 "
        "发挥 言っ 言い 言え 話し 答え 繰り返 出力 "
        "表示 見せ 示し 教え 書 作っ 作り 作成",
        "말 대답 답하 반복 소개 이야기 답변 출력 표시 보여 알려 공개 나열 쓰 써 작성 만들 생성 지어",
    ),
    "poem": (
        "poem poet haiku song story stories joke lyric rap limerick essay sonnet recipe verse tale letter insult "
        "passage "
        "tip fruit countr cuento poema chiste canci historia poème blague chanson histoire",
        "诗 俳句 歌 故事 笑话 说唱 作文 段子 文章 童话 菜谱 食谱 对联 情书 小说 一段 建议 水果 国家 詩 物語 話 "
        "ジョーク レシピ",
        "시 노래 이야기 농담 소설 레시피",
    ),
    "bio": (
        "bio profile introduc yourself identity name resume who perfil nombre quién biograf profil nom qui",
        "简介 介绍 个人资料 你自己 谁 名 身份 简历 称呼 自己紹介 プロフィール 名前 誰",
        "소개 이름 프로필 누구 신원",
    ),
    "code": (
        "code script program function python sql javascript html java bash shell console loop código programa fonction",
        "代码 脚本 程序 函数 编程 源码 算法 循环 python html コード プログラム スクリプト 関数",
        "코드 프로그램 스크립트 함수",
    ),
    "pretend": (
        "pretend role imagin persona simulat suppose impersonat act actúa finge rol agis incarn rôle act",
        "假装 装 扮演 角色 假设 想象 假如 充当 当成 模拟 化身 变成 饰演 当作 ふり 演じ 役 なりきり",
        "척 역할 연기 상상 가정",
    ),
    "model": (
        "ai model assistant chatbot gpt chatgpt llm bot robot machine computer qwen claude siri modelo asistente "
        "modèle",
        "人工智能 模型 助手 机器人 智能 机器 电脑 モデル アシスタント ロボット",
        "모델 인공지능 어시스턴트 로봇 챗봇 비서",
    ),
    "translate": ("translat traduc tradui turn render literal", "翻 译 訳", "번역"),
    "decode": (
        "decod decrypt base64 rot13 morse hex binary cipher encod encrypt unscrambl backward decodifi descifr décod",
        "解码 解密 摩斯 莫尔斯 摩尔斯 二进制 十六进制 密文 暗号 编码 加密 破译 解读 倒 解読 デコード モールス",
        "해독 디코드 모스 암호 복호",
    ),
    "password": (
        "password secret key token credential confidential hidden internal contraseña clave clé",
        "密码 密钥 口令 秘密 机密 保密 隐藏 内部 钥匙 パスワード キー",
        "비밀 암호 키 토큰 패스워드",
    ),
    "mode": (
        "mode develop debug admin unrestrict jailbreak root sudo maintenance moderator owner modo desarrollador",
        "模式 开发 调试 管理员 越狱 无限制 不受限 权限 维护 版主 站长 モード 開発者 管理者",
        "모드 개발자 관리자 디버그",
    ),
    "json": (
        "json field format xml yaml markdown tag table note configuration campo formato champ",
        "json 字段 格式 标签 表 xml markdown 备注 配置 フィールド 形式",
        "필드 형식 태그",
    ),
    "count": (
        "count calculat comput solve equal multipl times sum plus cuent calcul compt",
        "计算 数到 从1 从一 算 等于 求解 解[:：一] 乘 加起来 加一 计数 計算 数え",
        "계산 세어 합",
    ),
    "follow": (
        "follow obey execut run perform comply do\\sas sigue obedec ejecut suis obéi exécut",
        "遵 服从 执行 运行 照 听从 按 従 実行",
        "따라 따르 실행 수행 복종",
    ),
    "complete": (
        "complet continu finish end quit fill summari explain expand rewrit paraphras resum continú complèt résum",
        "补全 续 结束 结尾 继续 接着 完成 填空 总结 解释 扩写 改写 概括 続 完成 要約",
        "계속 완성 요약 이어 설명",
    ),
    "confirm": (
        "confirm approv grant permi enable activat switch turn access activ",
        "确认 批准 通过 授予 许可 启用 开启 激活 切换 进入 权限 確認 許可",
        "확인 승인 허가 활성",
    ),
}

# Said to machines alone, or hardly ever to anybody else.
_MACHINE = re.compile(
    r"\bprompts?\b|提示词|提示语|系统提示|系统消息|\bsystem (?:message|role)|language model|语言模型|大模型|"
    r"chatgpt|\bgpt|\bqwen|通义|"
    r"base ?64|\brot ?13|morse|摩斯|摩尔斯|莫尔斯|jailbreak|越狱|(?:developer|debug|admin|god|root) mode|"
    r"开发者模式|你的开发者|调试模式|"
    r"管理员模式|ignor\w* (?:all|any|the|every\w*|what\w*|previous|above|prior|your|my|this|that)|ignore(?:all|"
    r"previous|above)|"
    r"say(?:my|your)|忽略|无视|别管(?:翻译|上|前|之)|不用管|都?作废|<\|\w+|\[/?inst\]|</?(?:system|user|assistant|"
    r"instructions?|text)\b|"
    r"^#{2,}|[{}]|```|\"?translation\"?\s*[:：]|\"\s*[,:]\s*\"|\bas an ai\b|作为一个ai|\byou are (?:now|"
    r"no longer)\b|你现在是|"
    r"你不再是|从现在(?:开始|起)|from now on|(?:^|[请你])(?:假装|扮演|充当)|^act as\b|\bpretend\b|role-?play|"
    r"end of (?:the )?(?:text|data|input|message)|文本(?:到此)?结束|数据结束|(?:system|assistant|user|human|\bai|"
    r"model|sql)\s*[:：]|"
    r"(?:系统|助手|用户|管理员|模型)\s*[:：]|(?:不要|不用|停止|跳过|别|请|再|[把将].{1,12})翻译|翻译(?:这|完|成|为|"
    r"结果|官|助手|机器人|功能已|了)|"
    r"拒绝翻译|@翻译|翻成|译者|(?:don't|do not|stop|instead of|skip the|refuse to|before|after|"
    r"never mind the) translat|"
    r"(?:dear|you are a|no longer a|@) ?translator|translate (?:this|your|the)|translation bot|"
    r"(?:^|\b(?:please|then|and|that|now|to|or)\s)output\b|\boutput (?:your|the|only|every\w*|just|an?|\W)|输出|"
    r"decod(?:e|ing)|解码|解密|"
    r"(?:your|previous|all|these|new|initial|my|hidden|the) instructions?\b|\binstructions?\s*[:：]|"
    r"what instructions|指令|智能助手|"
    r"人工智能(?:你|请)|(?:what|which) model|什么模型|哪个模型|哪家公司|\btext-[0-9a-f]{4}|delimiter|分隔符|续写|"
    r"补全|接着写|复述|"
    r"repeat (?:after|the|this|every)|(?:and|must|then) obey\b|\bobey\W*$|(?:必须|并|请)服从|照做|\b(?:execute|"
    r"eval|whoami|sudo)\b|"
    r"\bapi key|api密钥|保密|命令你|(?:order|command) you|跟我(?:念|读|说|重复)|(?:answer|reply|respond) (?:in|"
    r"with|only|as)\b|"
    r"用(?:中文|英文|英语)回|\d ?[+*×^] ?\d|\d乘以?\d|等于(?:几|多少)|[a-z]\s*[+*/-]\s*\d+\s*=|给ai|ai(?:请|也|"
    r"的悄悄话)|\bbot\b.*\?|"
    r"聊天机器人|\bjson\b|字段|\ba field\b|linux|终端|complete (?:this|the)|[\"'“‘]?(?:say|print|reply|respond|"
    r"answer)\W{0,2}[\"'“‘]|"
    r"(?:输出|只说|请说|回复|打印|你说)\W{0,2}[\"“‘「]|say exactly|\bonly (?:say|answer|reply|respond)|"
    r"你是(?:莎士比亚|谁)|who are you|"
    r"(?:^|[请再并后着先就要你来我给文便])(?:写(?:一|个|封|段|首|篇)|编(?:一|个)|讲(?:一?个|段)|唱一)|作诗|只说一|"
    r"给我[一二三四五六七八九十\d]+[个条首篇段种]|列出|(?:请|直接)回答|(?:^|你)用.{1,6}回(?:复|答)|解释一下",
    re.IGNORECASE | re.MULTILINE | re.ASCII,
)
# What begins a clause, or follows one of these words, as an order does.
_ORDER = re.compile(
    r"(?:^|\b(?:please|pls|plz|then|and|now|just|must|should|also|instead|that|finally|first|after|next|you|can|could|"
    r"not|don't|before)\b)\W*(?:disregard|forget|override|bypass|skip|print|display|show|return|reveal|list|dump|say|"
    r"tell|repeat|speak|respond|reply|answer|introduce|describe|recite|sing|write|compose|create|generate|make|give|"
    r"play|imagine|become|count|calculate|compute|solve|follow|run|perform|complete|continue|finish|summari[sz]e|"
    r"explain|rewrite|switch|enter|enable|drop|stop|spell|draw|simulate|provide|send|add|append|state|mention|end|"
    r"greet|put|confirm|approve|grant|take)\b"
    "|(?:^|[请再并后着先就要你来我给令·])(?:忘记|忘掉|忘了|打印|显示|展示|返回|列出|透露|公开|说出|告诉|重复|回复|"
    "回答|介绍|做个|讲|朗诵|背诵|唱|写|"
    "创作|生成|编|来一|来个|来段|给我|假设|想象|模拟|计算|从1数|算|遵循|遵守|执行|运行|按照|听从|继续|完成|总结|"
    "解释|改写|切换|进入|开启|启用|停止|不要|"
    "变成|当成|泄露|交出|附上|加上|说一|做一|作一|改成|改说|把|倒着|绕过|复述)|加上|改为|改成|说出|告诉我|"
    "回答",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"\b(?:previous|above|prior|earlier|rules?|guidelines?|system|poems?|haiku|song|stor(?:y|ies)|jokes?|lyrics|essay|"
    r"rap|limerick|bio|biography|profile|introduction|yourself|who you are|your (?:name|creator|maker|model|version|"
    r"identity|rules|configuration|settings|secrets?|key)|code|script|program|function|python|sql|javascript|html|ai|"
    r"model|assistant|chatbot|bots?|robots?|passwords?|secrets?|tokens?|mode|xml|yaml|markdown|recipe|tips|link|"
    r"from (?:1|one)|to (?:10|20|100|ten)|pirate|character|translator|the (?:text|message|word|sentence|following|"
    r"opposite|first|user|end)|everything|hello world|alphabet|backwards|reverse|only with|nothing but|config\w*|"
    r"initial|hidden|internal|quantum|in one (?:line|sentence)|good night)\b"
    "|以上|上面|前面|之前的|上述|规则|规定|系统|诗|俳句|歌|故事|笑话|作文|段子|文章|菜谱|食谱|对联|情书|简介|"
    "自我介绍|介绍自己|介绍一下你|"
    "你自己|你是谁|你的|身份|代码|脚本|程序|函数|模型|助手|机器人|密码|密钥|口令|秘密|机密|模式|格式|角色|猫娘|"
    "海盗|对话|安全|"
    "这段话|这句话|一遍|从1|从一|到10|到20|到一百|设定|限制|下面的|以下|反过来|倒|开头|结尾|末尾|第一|隐藏|内部|"
    "配置|初始|简历|运势|网址|晚安|"
    "骂人|表格|自由发挥",
    re.IGNORECASE | re.ASCII,
)
# Asked of somebody who answers at once. People ask each other as well; then the translation asks, too.
_REQUEST = re.compile(
    r"^(?:(?:please|pls|plz|kindly|now|then|and|so|but|hey|ok|by the way|also|just|can you|could you|would you|"
    r"will you)\W+)*"
    r"(?:say|tell|ask|give|list|draw|choose|pick|recommend|suggest|roast|rate|guess|summari[sz]e|describe|explain|"
    r"reply|"
    r"respond|answer|write|compose|use only|end your|start your|finish|act|chat|greet|quit|stop|disregard|render|solve|"
    r"count|spell|define|compare|predict|invent|make up|do not|don't|pretend|imagine|insert|replace|swap|praise|insult|"
    r"confess)\b"
    r"|(?:^|请|帮|替|陪|顺便|只能|仅)(?:我|你|大家|一下)?(?:说(?![明不得的实起白到真是])|告诉|推荐|概括|总结|"
    r"画(?![的质面得])|选一|选红|回答|回复|"
    r"吐槽|猜猜|评价|叫我|称呼|聊|反问|出个|列|装作|用.{1,8}(?:回|说|写|结束)|加到|写(?![的得作])|编(?![辑号程])|"
    r"背诵|唱(?![的得片])|计算|解释|介绍|比较|"
    r"预测|不要[说翻译解直]|别当)|把.{1,10}说|\b(?:robots?|bot|llm|computer)[^\w]*$|, ?(?:ai|machine)$|"
    r"^(?:hey |dear |ok )?(?:robots?|bot|ai|llm|computer|machine)\b|^[喂嘿]?(?:机器人|电脑|大模型)$|"
    r"\bai(?:现在)?回答|now ai$|给机器|"
    r"\btranslat|翻译(?![软功])|直译|意译|译文|(?:made|built|created|trained|developed|built) you\b|谁[造做开创训]|"
    r"真正的任务|real (?:job|task)",
    re.IGNORECASE | re.ASCII,
)
_CLAUSE = re.compile(r"[，。！？；,.!?;\n()（）…\[\]［］【】—]+")


def concepts(text: str) -> frozenset[str]:
    """Which of these things a text speaks of, in any of the languages."""
    plain = text.lower()
    return frozenset(name for name, pattern in _patterns().items() if pattern.search(plain))


def orders(text: str) -> list[str]:
    """The clauses of a text that could be meant for a machine."""
    clauses = [clause.strip() for clause in _CLAUSE.split(text)]
    return [clause for clause in clauses if _is_order(clause)] or ([text] if _MACHINE.search(text) else [])


def _is_order(clause: str) -> bool:
    asked = _MACHINE.search(clause) or _REQUEST.search(clause)
    return bool(asked or (_ORDER.search(clause) and _OBJECT.search(clause)))


@functools.cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(_pattern(*words)) for name, words in _WORDS.items()}


def _pattern(latin: str, han: str, hangul: str) -> str:
    """Latin words by their beginnings, short ones whole; the others anywhere."""
    starts = [rf"{word}[^\W\d_]*" if len(word) > 3 else rf"{word}s?" for word in latin.split()]
    return rf"(?<![a-z\d])(?:{'|'.join(starts)})(?![a-z])|{'|'.join(han.split() + hangul.split())}"
