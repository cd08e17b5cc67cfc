namespace SchemaSdk.Generator.Tests.Suite;

/// <summary>Schemas with parts that are not checked. No value may be refused because of such a part.</summary>
public static class UncheckedCases
{
    /// <summary>Parts of a schema. Each describes the property <c>b</c>.</summary>
    private static readonly string[] Describing =
    [
        """ "allOf":[{"properties":{"b":{}}}] """,
        """ "allOf":[{"$ref":"#/$defs/B"}],"$defs":{"B":{"properties":{"b":{}}}} """,
        """ "$ref":"#/$defs/B","$defs":{"B":{"properties":{"b":{}}}} """,
        """ "anyOf":[{"properties":{"b":{}}},{"properties":{"c":{}}}] """,
        """ "if":{"required":["a"]},"then":{"properties":{"b":{}}} """,
        """ "dependencies":{"a":{"allOf":[{"properties":{"b":{}}}]}} """,
    ];

    private static readonly string[] DescribingNothing =
    [
        """ "allOf":[{"properties":{"c":{}}}] """,
        """ "allOf":[{"$ref":"#"}] """,
        """ "$defs":{"B":{"properties":{"b":{}}}} """,
    ];

    /// <summary>Schemas with a part that is not checked. The values 1 and {} fit each schema.</summary>
    private static readonly string[] Unsure =
    [
        """{"format":"date"}""",
        """{"items":{"pattern":"(?!a)"}}""",
        """{"items":[{"const":1},{"format":"date"}]}""",
        """{"items":{"type":"undefined"}}""",
        """{"items":{"properties":{"b":{}},"required":["c"]}}""",
        """{"patternProperties":{"(?<=a)b":{}}}""",
        """{"additionalProperties":{"unevaluatedItems":false}}""",
        """{"dependencies":{"a":["b"],"c":{"format":"date"}}}""",
        """{"type":["integer","object"],"const":"1"}""",
        """{"$ref":"#/definitions/Date"}""",
    ];

    private static readonly string[] UnsureOfNumbers = ["int32", "uint8"];

    /// <summary>A schema, its valid values and its invalid values. Spaces separate the values.</summary>
    public static TheoryData<string, string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string, string>
            {
                { """{"not":{"dependencies":{"a":["b"]}}}""", """{"a":1}""", "{} 1" },
                { """{"not":{"definitions":{"A":{"format":"date"}}}}""", "", "1 {}" },
                { """{"not":{"type":"integer","enum":["1",2]}}""", "3 \"1\"", "2" },
                { """{"not":{"enum":[1,"a"],"const":1}}""", "\"a\"", "1" },
                {
                    """{"not":{"items":{"properties":{"b":{}},"required":["c"],"allOf":[{"properties":{"c":{}}}]}}}""",
                    "[{}]", "1 [{\"c\":1}]"
                },
                {
                    """{"dependentSchemas":{"a":{"properties":{"b":{}},"required":["c"]}}}""",
                    """{"a":1,"c":1} {} 1""", """{"a":1}"""
                },
                { """{"if":{"pattern":"(a)\\1"},"then":{"maxLength":1}}""", "\"aa\"", "" },
                { """{"oneOf":[{"format":"uri-reference"},{"format":"iri"},{"format":"iri-reference"}]}""", "\"a\"", "1" },
                { """{"oneOf":[{"format":"json-pointer"},{"type":"string"}]}""", "\"a\" 1", "" },
                { """{"oneOf":[{"patternProperties":{"(?=a)":{}}},{"type":"object"}]}""", "{} 1", "" },
                { """{"oneOf":[{"patternProperties":{"\\p{L}":{}}},{"type":"object"}]}""", """{"é":1} 1""", "" },
                { """{"oneOf":[{"contains":{"format":"date"},"maxContains":1},{"type":"array"}]}""", """["a"] [1,2] 1""", "" },
                { """{"contains":{"format":"date"},"maxContains":2}""", """["a","b","c"] 1""", "[]" },
                { """{"contains":{"format":"date"},"minContains":0,"maxContains":2}""", """["a","b","c"] []""", "" },
                {
                    """{"oneOf":[{"properties":{"a":{"properties":{"b":{}},"required":["c"]}}},{"type":"object"}]}""",
                    """{"a":{}} 1""", "{}"
                },
                { """{"oneOf":[{"type":["null","image"]},{"type":"string"}]}""", "\"a\"", "" },
                { """{"oneOf":[{"type":"integer","enum":["1"]},{"type":"number"}]}""", "1", "" },
                { """{"oneOf":[{"type":"string"},false]}""", "\"a\"", "1" },
            };
            Array.ForEach(Describing, part => rows.Add(Requiring(part), """{"a":1,"b":1}""", """{"a":1}"""));
            Array.ForEach(DescribingNothing, part => rows.Add(Requiring(part), """{"a":1}""", "{}"));
            Array.ForEach(Unsure, part => rows.Add($$$"""{"not":{{{part}}},"definitions":{"Date":{"format":"date"} } }""", "1 {}", ""));
            Array.ForEach(
                UnsureOfNumbers, format => rows.Add($$"""{"oneOf":[{"format":"{{format}}"},{"type":"number"}]}""", "1 \"a\"", ""));
            return rows;
        }
    }

    private static string Requiring(string part) => $$"""{"properties":{"a":{} },"required":["a","b"],{{part}} }""";
}
