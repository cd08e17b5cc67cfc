namespace SchemaSdk.Generator.Tests.Suite;

/// <summary>Tests schemas that are easily misread. Some are missing from the official suite, and others were written by services.</summary>
public class SchemaTests
{
    public static TheoryData<string, string, string> Cases => new()
    {
        // Keywords for the members of objects.
        { """{"required":["__proto__","toString"]}""", """{"__proto__":1,"toString":1} []""", """{} {"toString":1}""" },
        { """{"properties":{"images":{"type":"string"}},"required":["image_urls"]}""", """{} {"images":"a"}""", """{"images":1}""" },
        { """{"properties":{"a":{},"b":{}},"anyOf":[{"required":["a"]},{"required":["b"]}]}""", """{"a":1} {"b":1} 1""", """{} {"c":1}""" },
        {
            """{"properties":{"a":{}},"then":{"properties":{"c":{}},"required":["b"]},"if":{"required":["a"]}}""", """{"a":1,"b":1} {}""",
            """{"a":1}"""
        },
        { """{"properties":{"x":{"$ref":"#/not"}},"not":{"properties":{"a":{}},"required":["b"]}}""", """{"a":1} {}""", """{"b":1}""" },
        {
            """{"properties":{"x":{"$ref":"#/oneOf/0"}},"oneOf":[{"properties":{"a":{}},"required":["b"]},{"required":["c"]}]}""",
            """{"b":1} {"c":1} {"c":1,"x":{}}""", """{} {"b":1,"c":1}"""
        },
        { """{"not":{"properties":{"a":{"type":"object","properties":{"x":{}},"required":["y"]}}}}""", """{"a":{"x":1}} {"a":1}""", "" },
        {
            """{"patternProperties":{"a*":{"type":"integer"},"aaa*":{"maximum":20}}}""", """{"a":21} {"aaaa":18} {"foo":1} 12""",
            """{"a":"x"} {"aaaa":31} {"aaa":"foo"}"""
        },
        {
            """{"patternProperties":{"^f.*o$":{"type":"integer"}},"properties":{"b":{}},"additionalProperties":{"type":"boolean"}}""",
            """{"foo":1,"b":"x","c":true}""", """{"c":1} {"foo":true}"""
        },
        {
            """{"patternProperties":{"^.*bar$":false,"^f":true},"additionalProperties":false}""", """{"f":1} {}""",
            """{"bar":1} {"fbar":1} {"x":1}"""
        },
        { """{"patternProperties":{"(":{"type":"integer"}},"additionalProperties":false}""", """{"x":1} {"y":"a"}""", "" },
        {
            """{"patternProperties":{"^(a)\\1$":{},"^(b)\\1$":{}},"additionalProperties":false}""", """{"aa":1,"bb":1} {}""",
            """{"a":1} {"b":1} {"ab":1}"""
        },
        { """{"patternProperties":{"^\\p{Lu}$":{"type":"integer"}}}""", """{"🎨":"red"} {"A":1}""", "" },
        { """{"propertyNames":{"maxLength":3}}""", """{"f":1,"foo":{}} [1] {}""", """{"foobar":1} {"a":{},"b\u0061rx":[]}""" },
        { """{"propertyNames":{"const":"foo"}}""", """{"foo":1} {"f\u006fo":[]} {} 1""", """{"bar":1} {"foo":1,"Foo":1}""" },
        { """{"propertyNames":{"enum":["foo",1,null]}}""", """{"foo":1} {}""", """{"1":1} {"null":null} {"foo":1,"a":1}""" },
        { """{"propertyNames":{"const":{"foo":1}}}""", "{} 1", """{"foo":1}""" },
        { """{"propertyNames":{"not":{"const":"foo"}}}""", """{"bar":1} {}""", """{"foo":1}""" },
        { """{"propertyNames":false}""", "{} 1", """{"a":1}""" },
        { """{"propertyNames":{"enum":["a","b"]},"minProperties":1}""", """{"a":1}""", """{"c":1} {}""" },
        { """{"additionalProperties":{"$ref":"#"},"properties":{"a":true}}""", """{"a":1,"b":{"c":{}}}""", "" },
        {
            """{"dependencies":{"bar":["foo"],"baz":{"properties":{"foo":{"type":"integer"}}},"no":false}}""",
            """{"bar":1,"foo":2} {"baz":1,"foo":1} {} ["bar"]""", """{"bar":2} {"baz":1,"foo":"x"} {"no":1}"""
        },
        {
            """{"dependencies":{"foo\nbar":["foo\rbar"],"foo\"bar":{"minProperties":2}}}""", """{"foo\nbar":1,"foo\rbar":2}""",
            """{"foo\nbar":1} {"foo\"bar":1}"""
        },
        { """{"dependencies":{"voice":"text"}}""", """{"voice":1,"text":2} {"text":1} {}""", """{"voice":1}""" },
        {
            """{"dependentRequired":{"a":["b"]},"dependentSchemas":{"c":{"required":["d"]}}}""", """{"a":1,"b":1} {"c":1,"d":1} {"b":1}""",
            """{"a":1} {"c":1}"""
        },
        { """{"dependentRequired":{"a":["a"]}}""", """{"a":1} 1""", "" },
        { """{"maxProperties":0}""", "{} [1]", """{"a":1}""" },

        // Keywords for the items of arrays.
        {
            """{"uniqueItems":true}""", """[1,true] [0,false] [1,2] [[1],[true]] [{"a":1},{"a":2}] {"a":1} ["a","A"]""",
            """[1,1.0] [{"a":1,"b":2},{"b":2,"a":1}] [[["x"]],[["x"]]] ["a","\u0061"] [{"n":{"m":[]}},{"n":{"m":[]}}] [1,2,3,4,5,6,7,8,9,"""
                + """10,3e0]"""
        },
        {
            """{"items":[{"type":"boolean"},{"type":"boolean"}],"uniqueItems":true,"additionalItems":false}""", "[false,true] [true] []",
            "[false,false] [true,false,null]"
        },
        { """{"items":[{"type":"integer"}],"additionalItems":{"type":"string"}}""", """[1,"a","b"] {"0":"a"}""", "[1,2] [\"a\"]" },
        { """{"items":{"items":{"items":{"type":"number"}}}}""", "[[[1]],[[2],[]]] [] {}", "[[[\"1\"]]]" },
        { """{"prefixItems":[{"type":"integer"}],"items":false}""", "[1] []", "[1,2] [\"a\"]" },
        { """{"contains":{"minimum":5}}""", "[3,5] [6] {}", "[] [2,3]" },
        { """{"contains":{"const":1},"minContains":2,"maxContains":3}""", "[1,1] [1,2,1,1]", "[1] [1,1,1,1] []" },
        { """{"contains":{"const":1},"minContains":0}""", "[] [2]", "" },
        { """{"contains":{"items":{"type":"string"},"type":"array"}}""", """[1,["a",["b"]],["c"]]""", """[["a",1],"b"]""" },
        {
            """{"properties":{"urls":{"type":"array","allOf":[{"items":{"properties":{"url":{"type":"string"}}}}]}}}""",
            """{"urls":[{"url":"a"}]}""", """{"urls":[{"url":1}]} {"urls":1}"""
        },
        {
            """{"properties":{"urls":{"type":"array","items":{}}},"if":{"required":["m"]},"then":{"properties":{"urls":{"type":"array","""
                + "\"minItems\":2}}}}",
            """{"m":1,"urls":[{},{}]}""", """{"m":1,"urls":[{}]}"""
        },
        { """{"minItems":1,"maxItems":2}""", "[1] [[],{}] {} \"\"", "[] [1,2,3]" },

        // Keywords for numbers and strings.
        {
            """{"maximum":9223372036854775808,"minimum":-9223372036854776000}""", "9223372036854775808 -9223372036854776000 1e3",
            "9223372036854775809 1e400 -9223372036854776001"
        },
        { """{"maximum":9007199254740993.0}""", "9007199254740993", "9007199254740994" },
        { """{"type":"integer","minimum":0.5,"exclusiveMaximum":3}""", "1 2.0", "0 3 1.5" },
        { """{"type":"integer","multipleOf":0.123456789}""", "0", "1e308 1" },
        { """{"multipleOf":1e-8}""", "12391239123 0.00000003", "1e-9" },
        { """{"type":"number","minimum":3,"exclusiveMinimum":true}""", "3.1", "3" },
        { """{"maxLength":2.0,"minLength":1e0}""", "\"ab\" 1", "\"\" \"abc\"" },
        { """{"pattern":"^(?:(?<q>y)|x)\\k<q>$"}""", "\"x\" \"yy\"", "\"y\" \"xy\"" },

        // Keywords for values of any type.
        {
            """{"enum":[[false],{"a":[1.0]},null,"é"]}""", """[false] {"a":[1]} null "\u00e9" """.Trim(),
            """[0] {"a":[true]} {"a":[1],"b":1} "e" false"""
        },
        { """{"enum":[true,1]}""", "true 1", "false 2" },
        { """{"const":{"a":false}}""", """{"a":false}""", """{"a":0} {} false""" },
        { """{"const":null}""", "null", "0 false" },
        { """{"const":9007199254740992}""", "9007199254740992 9007199254740992.0", "9007199254740991" },
        { """{"const":9007199254740993.0}""", "9007199254740993 9007199254740993.0", "9007199254740992" },
        { """{"enum":["a","b"],"type":["string","null"]}""", "\"a\" null", "\"c\" 1" },
        { """{"enum":["5","10"],"type":"integer"}""", "5", "\"5\"" },
        { """{"enum":[5],"type":["integer","null"]}""", "5 null", "6" },
        { """{"const":"a","type":["string","null"]}""", "\"a\"", "\"b\" null" },
        { """{"const":"a","type":"integer"}""", "1", "\"a\"" },
        { """{"const":"c","enum":["a","b"]}""", "", "\"a\" \"c\"" },
        { """{"enum":[5,10],"type":"integer"}""", "5 10.0", "6 \"5\"" },
        { """{"type":["integer","string","null"]}""", "1 \"a\" null", "1.5 {} true" },

        // Keywords that combine schemas.
        { """{"anyOf":[{"type":"string","maxLength":2},{"type":"integer","minimum":5}]}""", "\"ab\" 7", "\"abc\" 3 null" },
        {
            """{"anyOf":[{"enum":["auto"]},{"type":"object","properties":{"w":{"type":"integer"}},"required":["w"]},{"type":"null"}]}""",
            "\"auto\" {\"w\":1} null", "\"x\" {\"w\":\"a\"} {} 1"
        },
        {
            """{"properties":{"from_text":{"anyOf":[{"type":"string","pattern":"value"},{"type":"string","pattern":"b"}]}}}""",
            """{"from_text":"value"} {"from_text":"b"}""", """{"from_text":"a"}"""
        },
        { """{"anyOf":[{"const":"a","minLength":1},{"type":"null"}]}""", "\"a\" null", "\"b\" 1" },
        { """{"oneOf":[{"type":"integer"},{"minimum":2}]}""", "1 2.5", "3 1.5" },
        { """{"oneOf":[{"type":"string","format":"uri"},{"type":"string","format":"byte"}]}""", "\"a\"", "1" },
        {
            """{"oneOf":[{"properties":{"a":{"type":"string","format":"uri"}},"required":["a"]},{"properties":{"a":{"type":"string"}}"""
                + ""","required":["a"]}]}""",
            """{"a":"no URI"} {"a":"http://"} {"a":"https://é.x/"} {"a":"https://x.y/%zz"} {"a":"https://-x.y"} {"a":"https://x.y#"} """
                + """{"a":"https://x.y:z/"} {"a":"ftp://x.y"}""",
            """{"a":"https://x.y"} {"a":"http://x.y/z?a=b&c"} {"a":1} {}"""
        },
        {
            """{"oneOf":[{"properties":{"a":{},"u":{"format":"uri"}},"required":["a"]},{"properties":{"b":{},"u":{"format":"date"}}"""
                + ""","required":["b"]}]}""",
            """{"a":1} {"b":1,"u":"x"} {"a":1,"b":1,"u":"x"}""", """{"a":1,"b":1} {"a":1,"b":1,"u":1} {}"""
        },
        { """{"oneOf":[{"$ref":"other.json"},{"minimum":2},{"maximum":3}]}""", "1 4", "2 3 \"a\"" },
        { """{"oneOf":[{"anyOf":[{"format":"date"},{"maxLength":1}]},{"type":"string"}]}""", "\"ab\" 1", "\"a\"" },
        { """{"oneOf":[{"oneOf":[{"format":"date"},{"maxLength":1}]},{"type":"string"}]}""", "\"ab\" \"a\"", "1" },
        { """{"oneOf":[{"not":{"format":"date"}},{"type":"string"}]}""", "\"a\" 1", "" },
        { """{"oneOf":[{"if":{"format":"date"},"then":{"maxLength":1}},{"type":"string"},{"maxLength":1}]}""", "\"ab\"", "\"a\"" },
        { """{"oneOf":[{"contains":{"format":"date"}},{"type":"array","minItems":1}]}""", "[\"a\"] 1", "[1] []" },
        { """{"oneOf":[{"type":["string","null"],"enum":["a"]},{"type":["null","integer"]}]}""", "null 1 \"a\"", "\"b\" true" },
        {
            """{"type":"object","nullable":true,"properties":{"a":{},"b":{}},"oneOf":[{"required":["a"]},{"required":["b"]}]}""",
            """null {"a":1} {"b":1}""", """{} {"a":1,"b":1} 1"""
        },
        {
            """{"nullable":true,"oneOf":[{"$ref":"#/definitions/a"},{"$ref":"#/definitions/b"}],"definitions":{"a":{"type":"string","""
                + "\"nullable\":true},\"b\":{\"type\":\"object\",\"nullable\":true}}}",
            "null \"a\" {}", "1"
        },
        { """{"oneOf":[{"pattern":"(?=a)a"},{"pattern":"b"}]}""", "\"ab\" \"b\" \"a\"", "\"c\" 1" },
        { """{"oneOf":[{"unevaluatedItems":false},{"maxItems":1}]}""", "[1] [1,2]", "1" },
        { """{"oneOf":[{"$ref":"#"},{"type":"string"}]}""", "\"a\" 1", "" },
        {
            """{"oneOf":[{"items":{"$ref":"#/definitions/a"}},{"items":{"type":["object","null"]}}],"definitions":{"a":{"properties":"""
                + """{"x":{}},"required":["y"]}}}""",
            """[{"x":1}] [1]""", "[] [null]"
        },
        { """{"oneOf":[{"type":"number","format":"float"},{"type":"number","format":"double","minimum":2}]}""", "1.5", "3" },
        {
            """{"oneOf":[{"$ref":"#/definitions/n"},{"type":"string"}],"definitions":{"n":{"properties":{"d":{"format":"date"}},"anyOf":["""
                + """{"properties":{"c":{"$ref":"#/definitions/n"}}},{"properties":{"c":{"$ref":"#/definitions/n"}}}]}}}""",
            Nested(40, """{"d":"x"}"""), "\"x\""
        },
        { """{"not":{"type":"number","format":"double"}}""", "\"a\"", "1" },
        { """{"oneOf":[{"type":"number"},{"type":"integer"}]}""", "1.5", "1 \"a\"" },
        { """{"not":{"type":"object","properties":{"foo":{"type":"string"}}}}""", """1 {"foo":1}""", """{"foo":"bar"} {}""" },
        { """{"not":{"not":{"type":"string"}}}""", "\"a\"", "1" },
        { """{"not":{"pattern":"a"}}""", "\"b\"", "\"a\" 1" },
        { """{"type":"string","not":{"pattern":"\\p{Cc}"}}""", "\"a 🎨 cat\"", "1" },
        { """{"oneOf":[{"type":"image"},{"type":"string"}]}""", "\"a\" 1", "" },
        { """{"not":{"type":"undefined"}}""", "\"a\" 1", "" },
        { """{"not":{"type":"integer","enum":["1"]}}""", "5 \"a\"", "" },
        { """{"not":{"required":"audio"}}""", "{} 1", "" },
        { """{"not":{"required":[5]}}""", "{} 1", "" },
        { """{"not":{"properties":{"a":{"required":"audio"}}}}""", "{} 1", "" },
        { """{"not":{"minLength":-1}}""", "\"a\" 1", "" },
        { """{"not":5}""", "\"a\" 1", "" },
        { """{"oneOf":[{"type":"string"},null]}""", "\"a\" 1", "" },
        { """{"not":{"anyOf":[{"type":"null"},null]}}""", "\"a\" 1", "" },
        { """{"not":{"multipleOf":0}}""", "\"a\" 1", "" },
        { """{"pattern":"^(?!.*\\p{Lu}).+$"}""", "\"a🎨\"", "" },
        { """{"oneOf":[{"pattern":5},{"format":5},{"type":"string"}]}""", "\"a\" 1", "" },
        {
            """{"if":{"properties":{"k":{"const":"a"}},"required":["k"]},"then":{"required":["x"]},"else":{"maxProperties":1}}""",
            """{"k":"a","x":1,"y":1} {"k":"b"} 1""", """{"k":"a"} {"k":"b","x":1}"""
        },
        {
            """{"allOf":[{"properties":{"a":{"type":"integer"}},"required":["a"]},{"properties":{"b":{"type":"string"}}}]"""
                + ""","minProperties":2}""",
            """{"a":1,"b":"x"}""", """{"b":"x","c":1} {"a":1,"b":2} {"a":1}"""
        },
        {
            """{"properties":{"t":{"type":"object"},"u":{"allOf":[{"$ref":"#/definitions/s"}],"description":"d"}},"definitions":{"s":"""
                + """{"properties":{"n":{"type":"integer"}}}}}""",
            """{"u":{"n":1}}""", """{"u":{"n":"a"}} {"t":[]}"""
        },
    };

    // Compiling all schemas together takes about as long as compiling one.
    private static readonly Lazy<IReadOnlyDictionary<string, RuleAssembly.Check>> Checks = new(() =>
    {
        var schemas = Cases.Concat(ReferenceCases.Rows).Concat(UncheckedCases.Rows).Select(row => (string)row[0]).Distinct().ToList();
        return schemas.Zip(new RuleAssembly(schemas).Checks).ToDictionary(pair => pair.First, pair => pair.Second);
    });

    [Theory]
    [MemberData(nameof(Cases))]
    [MemberData(nameof(ReferenceCases.Rows), MemberType = typeof(ReferenceCases))]
    [MemberData(nameof(UncheckedCases.Rows), MemberType = typeof(UncheckedCases))]
    public void Valid_values_are_accepted_and_invalid_ones_refused(string schema, string valid, string invalid)
    {
        var check = Checks.Value[schema];

        Assert.All(Values(valid), json => Assert.Empty(check(Encoding.UTF8.GetBytes(json))));
        Assert.All(Values(invalid), json => Assert.NotEmpty(check(Encoding.UTF8.GetBytes(json))));
    }

    private static string Nested(int depth, string json) =>
        string.Concat(Enumerable.Repeat("{\"c\":", depth)) + json + new string('}', depth);

    /// <summary>Splits a string into JSON values that are separated by spaces.</summary>
    private static IEnumerable<string> Values(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var start = 0; start < bytes.Length;)
        {
            var reader = new System.Text.Json.Utf8JsonReader(bytes.AsSpan(start), isFinalBlock: false, default);
            var length = reader.Read() && reader.TrySkip() ? (int)reader.BytesConsumed : bytes.Length - start;
            yield return Encoding.UTF8.GetString(bytes, start, length);
            start += length;
        }
    }
}
