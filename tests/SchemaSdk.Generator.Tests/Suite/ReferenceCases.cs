namespace SchemaSdk.Generator.Tests.Suite;

/// <summary>Schemas with references, each with valid and invalid values.</summary>
public static class ReferenceCases
{
    /// <summary>A schema, its valid values and its invalid values. Spaces separate the values.</summary>
    public static TheoryData<string, string, string> Rows => new()
    {
        // References by JSON pointer.
        { """{"$ref":"#/definitions/a","maxItems":1,"definitions":{"a":{"type":"array"}}}""", "[1,2]", "1" },
        { """{"$ref":"#/$defs/a","maxItems":1,"$defs":{"a":{"type":"array"}}}""", "[1]", "[1,2] 1" },
        {
            """{"$schema":"http://json-schema.org/draft-07/schema#","$ref":"#/definitions/a","maxItems":1,"definitions":{"a":{}}}""",
            "[1,2]", ""
        },
        {
            """{"$schema":"https://json-schema.org/draft/2020-12/schema","$ref":"#/definitions/a","maxItems":1,"definitions":{"a":{}}}""",
            "[1]", "[1,2]"
        },
        {
            """{"$schema":"https://json-schema.org/draft/2020-12/schema","$ref":"#/$defs/A","minProperties":1,"$defs":{"A":"""
                + """{"properties":{"x":{"type":"string"}}}}}""",
            """{"x":"a"} {"y":1} 1""", """{} {"x":1}"""
        },
        { """{"properties":{"a":{"$ref":"#"}},"additionalProperties":false}""", """{"a":{"a":{}}} 1""", """{"a":{"b":1}} {"b":1}""" },
        { """{"items":[{"type":"integer"},{"$ref":"#/items/0"}]}""", "[1,2]", "[1,\"a\"]" },
        { """{"items":[{"$ref":"#/items/1"}]}""", "[1]", "" },
        {
            """{"properties":{"t":{"$ref":"#/a~0b"},"s":{"$ref":"#/a~1b"},"p":{"$ref":"#/a%25b"}},"a~b":{"type":"integer"},"a/b":"""
                + """{"type":"integer"},"a%b":{"type":"integer"}}""",
            """{"t":1,"s":1,"p":1}""", """{"t":""} {"s":""} {"p":""}"""
        },
        { """{"items":{"$ref":"#/a%25b"},"a%b":{"oneOf":[{"format":"date"},{"type":"string"}]}}""", "[\"a\"]", "" },
        {
            """{"properties":{"a":{"$ref":"#/components/parameters/A/schema"}},"components":{"parameters":{"A":{"schema":"""
                + """{"type":"integer","nullable":true}}}}}""",
            """{"a":1} {"a":null}""", """{"a":"b"}"""
        },
        { """{"properties":{"a":{"$ref":"#/definitions/f"}},"definitions":{"f":false}}""", "{}", """{"a":1}""" },
        {
            """{"properties":{"a":{"$ref":"#/definitions/A"},"b":{"$ref":"#/$defs/A"}},"definitions":{"A":{"items":{"type":"string"}}}"""
                + ""","$defs":{"A":{"items":{"type":"integer"}}}}""",
            """{"a":["c"],"b":[1]}""", """{"a":[1]} {"b":["c"]}"""
        },
        { """{"properties":{"$ref":{"type":"string"}}}""", """{"$ref":"a"}""", """{"$ref":2}""" },
        { """{"allOf":[{"$ref":"#"}]}""", "1 {}", "" },
        {
            """{"$ref":"#/definitions/a","definitions":{"a":{"anyOf":[{"$ref":"#/definitions/b"}]},"b":{"not":"""
                + """{"$ref":"#/definitions/a"}}}}""",
            "1 {}", ""
        },
        {
            """{"properties":{"a":{"$ref":"#/definitions/m"}},"allOf":[{"$ref":"#/definitions/m"}],"definitions":{"m":{"allOf":["""
                + """{"$ref":"#"}],"type":"object"}}}""",
            """{"a":{}}""", """{"a":1}"""
        },
        { """{"$ref":"other.json#/a"}""", "1 {}", "" },
        { """{"not":{"$ref":"other.json#/a"}}""", "1 {}", "" },
        { """{"$ref":"#anchor","definitions":{"a":{"$id":"#anchor","type":"string"}}}""", "\"a\"", "1 {}" },
        { """{"$ref":"#anchor","definitions":{"a":{"enum":[{"$anchor":"anchor","type":"string"}]}}}""", "1 {}", "" },
        {
            """{"properties":{"a":{"$id":"http://x.y/z","$ref":"#/definitions/s"}},"definitions":{"s":{"type":"string"}}}""",
            """{"a":"b"}""", """{"a":1}"""
        },
        {
            """{"allOf":[{"$id":"http://x.y/z","definitions":{"s":{"type":"integer"}},"properties":{"a":{"$ref":"#/definitions/s"}}}]"""
                + ""","definitions":{"s":{"type":"string"}}}""",
            """{"a":1}""", """{"a":"b"}"""
        },
        {
            """{"definitions":{"node":{"properties":{"next":{"anyOf":[{"$ref":"#/definitions/node"},{"type":"null"}]},"v":"""
                + """{"type":"integer"}},"type":"object"}},"$ref":"#/definitions/node"}""",
            """{"next":{"next":null,"v":1}}""", """{"next":{"next":1}} {"next":{"v":"a"}} []"""
        },
        {
            """{"properties":{"a":{"$ref":"#/definitions/a"}},"definitions":{"a":{"$ref":"#/definitions/b"},"b":"""
                + """{"type":"object","properties":{"x":{"$ref":"#/definitions/a"}}}}}""",
            """{"a":{"x":{}}}""", """{"a":{"x":1}} {"a":1}"""
        },
        {
            """{"properties":{"a":{"$ref":"#/definitions/a"},"b":{"$ref":"#/definitions/b"}},"definitions":{"a":{"anyOf":["""
                + """{"$ref":"#/definitions/b"},{}]},"b":{"type":"object","properties":{"x":{"$ref":"#/definitions/a"}}}}}""",
            """{"a":1,"b":{"x":1}}""", """{"b":1}"""
        },
        {
            """{"properties":{"a":{"$ref":"#/definitions/a"},"b":{"$ref":"#/definitions/b"}},"definitions":{"a":"""
                + """{"type":"string","properties":{"y":{"$ref":"#/definitions/b"}}},"b":{"type":"object","properties":"""
                + """{"x":{"$ref":"#/definitions/a"}}}}}""",
            """{"a":"b","b":{"x":"c"}}""", """{"a":1} {"b":{"x":1}}"""
        },

        // References by $id or anchor.
        {
            """{"$id":"http://x.y/a.json","properties":{"a":{"$ref":"b/c.json"}},"definitions":{"c":{"$id":"b/c.json","type":"string"}}}""",
            """{"a":"b"}""", """{"a":1}"""
        },
        {
            """{"properties":{"a":{"$ref":"c.json#/definitions/d"}},"definitions":{"c":{"$id":"c.json","definitions":{"d":{"$ref":"#e"}"""
                + ""","e":{"$id":"#e","type":"string"}}},"e":{"$id":"#e"}}}""",
            """{"a":"b"}""", """{"a":1}"""
        },
        {
            """{"properties":{"a":{"$ref":"urn:x:y#e"}},"definitions":{"c":{"$id":"urn:x:y#f","definitions":{"e":"""
                + """{"$anchor":"e","type":"string"}}}}}""",
            """{"a":"b"}""", """{"a":1}"""
        },
        {
            """{"properties":{"a":{"$ref":"urn:x:y#f"}},"definitions":{"c":{"$id":"urn:x:y#f","type":"string"}}}""", """{"a":"b"}""",
            """{"a":1}"""
        },
        {
            """{"allOf":[{"$id":"c.json","properties":{"a":{"$ref":"#/definitions/s"}}}],"definitions":{"s":{"type":"string"}}}""",
            """{"a":1} {"a":"b"}""", ""
        },
        {
            """{"allOf":[{"$id":"c.json","properties":{"a":{"$ref":"#s"}}}],"definitions":{"s":{"$anchor":"s","type":"string"}}}""",
            """{"a":1} {"a":"b"}""", ""
        },
        {
            """{"allOf":[{"$id":"c.json","properties":{"a":{"$ref":"#"}},"maxProperties":1}]}""", """{"a":{"a":1}}""",
            """{"a":{"b":1,"c":2}}"""
        },
        {
            """{"properties":{"a":{"$ref":"c.json"}},"const":{"a":{"$id":"c.json","type":"string"}}}""",
            """{"a":{"$id":"c.json","type":"string"}}""", """{"a":"b"}"""
        },
        {
            """{"properties":{"a":{"$ref":"c.json"}},"x-c":{"$id":"c.json","type":"string"},"default":{"$id":"c.json","type":"string"}"""
                + ""","enum":[{"a":1},{"$id":"c.json","type":"string"}]}""",
            """{"a":1}""", """{"a":"b"}"""
        },
        {
            """{"properties":{"a":{"$ref":"#/x-c/d"}},"x-c":{"$id":"c.json","d":{"$ref":"#/definitions/s"}},"definitions":{"s":"""
                + """{"type":"string"}}}""",
            """{"a":"b"}""", """{"a":1}"""
        },
        {
            """{"properties":{"a":{"$ref":"c.json"}},"definitions":{"x":{"$id":"c.json","$ref":"#/definitions/i"},"i":"""
                + """{"type":"integer"}}}""",
            """{"a":"b"} {"a":1}""", ""
        },
        {
            """{"properties":{"a":{"$ref":"c.json"}},"$defs":{"x":{"$id":"c.json","$ref":"#/$defs/i","$defs":{"i":{"type":"string"}}}"""
                + ""","i":{"type":"integer"}}}""",
            """{"a":"b"}""", """{"a":1}"""
        },
        {
            """{"properties":{"a":{"$ref":"c.json"}},"definitions":{"x":{"$id":"c.json","type":"string"},"y":"""
                + """{"$id":"c.json","type":"integer"}}}""",
            """{"a":"b"}""", """{"a":1}"""
        },
        {
            """{"properties":{"a":{"$ref":"c\u0000.json"}},"definitions":{"x":"""
                + """{"$id":"c\u0000.json","$ref":"#/definitions/y","type":"string"},"y":{"type":"string"}}}""",
            """{"a":1}""", ""
        },
        {
            """{"properties":{"a":{"$ref":"#a%20b"},"b":{"$ref":"c%20d.json#/definitions/e%25f"}},"definitions":{"a":"""
                + """{"$anchor":"a b","type":"string"},"c":{"$id":"c%20d.json","definitions":{"e%f":{"type":"string"}}}}}""",
            """{"a":"b","b":"c"}""", """{"a":1} {"b":1}"""
        },
        { """{"a":{"$id":"c.json","type":"str"},"b":{"$ref":"c.json"}}""", """{"b":"c"}""", """{"b":1}""" },
    };
}
