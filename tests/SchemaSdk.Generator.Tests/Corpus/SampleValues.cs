namespace SchemaSdk.Generator.Tests.Corpus;

/// <summary>JSON values that a client could easily change when it reads them and writes them back.</summary>
internal static class SampleValues
{
    public static readonly string[] Strings =
    [
        "\"text\"", "\"\"", "\"\\\"quoted\\\" \\\\ \\/ \\u0041\\u00e9\\n\\t\\u0000\"", "\"\\ud83d\\ude00 \U0001F600 日本\"",
        "\"half \\ud83d\"",
        "\"2024-05-01T12:00:00Z\"", "\"2024-05-01T12:00:00+00:00\"", "\"2024-05-01T12:00:00.123456+02:00\"", "\"2024-05-01\"",
        "\"https://x.example/a.png?b=%20&c=<d>\"", "\"data:image/png;base64,AAAA\"",
    ];

    public static readonly string[] PatternTexts =
        [
            "https://x.example/a.png", "runway://a", "data:image/png;base64,AAAA", "data:video/mp4;base64,AAAA",
            "data:audio/mp3;base64,AAAA", "text", "#00ff00", "16:9", "1024x1024"
        ];

    public static readonly string[] Numbers =
    [
        "5", "0", "-1", "5.0", "1e3", "-0", "-0.0", "1.10", "0.1", "1E+2", "1e-7", "3.0000000000000001", "2147483648",
        "9007199254740993", "9223372036854775808", "123456789012345678901234567890", "1e400", "-1.7976931348623157e308",
    ];

    public static readonly string[] WrongKinds =
        ["null", "true", "\"a text\"", "7.50", "[]", "[1.0,\"a\",null,{}]", "{}", "{\"new member\":{\"a\":[1.0,null]}}"];
}
