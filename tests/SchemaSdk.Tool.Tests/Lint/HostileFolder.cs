namespace SchemaSdk.Tool.Tests.Lint;

/// <summary>A folder of schemas with every kind of problem and with hostile text.</summary>
internal static class HostileFolder
{
    /// <summary>Text that controls a terminal, changes the writing direction, and breaks out of Markdown, HTML, JSON and C#.</summary>
    private const string Name = "x\u001b]0;y\u0007\u202e|`<img src=x onerror=alert(1)>[a](http://b)@team*/\"\"\"{{";

    internal static TemporaryFolder Make()
    {
        var folder = new TemporaryFolder();
        var name = System.Text.Json.JsonSerializer.Serialize(Name)[1..^1];
        folder.Write("acme/broken/input.json", "{\n  \"type\": \"object\",,\n}");
        folder.Write("acme/odd/input.json", $$"""
            {
              "type": "object",
              "required": ["{{name}}", "missing\ud800"],
              "x-rules": [{ "rule": "{{name}}" }],
              "properties": {
                "a_b": { "type": "string", "pattern": "(?<{{name}}" },
                "aB": { "type": "{{name}}" },
                "named": { "type": "string", "x-csharp-name": "{{name}}" },
                "where": { "$ref": "#/definitions/{{name}}" },
                "again": {}, "again": {},
                "bad": { "type": "string", "minLength": "{{name}}" },
                "both": { "oneOf": [{ "type": "string" }, { "type": "string", "maxLength": "x" }, { "$ref": "b.schema.json" }] }
              }
            }
            """);
        folder.Write("acme/odd/input.patch.json", $$"""{ "properties": { "gone": { "description": "{{name}}" }, "{{name}}": null } }""");
        folder.Write("acme/alone/output.patch.json", "{}");
        folder.Write("b.schema.json", """{ "type": "object", "properties": { "c": { "$ref": "#/nowhere" } } }""");
        folder.Write("input.json", "{}");
        return folder;
    }

    private static void Write(this TemporaryFolder folder, string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.File(path))!);
        File.WriteAllText(folder.File(path), text);
    }
}
