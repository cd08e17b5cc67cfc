namespace SchemaSdk.Tool.Tests.Import;

public sealed class ImportFilesTests : ImportTest
{
    private const string Address =
        "points to a URL, but only files are read. Save the target in the folder of the document.";

    private const string Outside =
        "points outside the folder of the document. Only files in that folder and its subfolders are read.";

    private const string Document =
        """
        openapi: 3.1.0
        paths:
          /acme/kite: { $ref: paths/kite.yaml }
        components:
          schemas:
            Unit: { type: string, enum: [px, cm] }

        """;

    private const string Kite =
        """
        post:
          requestBody: { $ref: '../parts/bodies.json#/bodies/Kite' }
          responses:
            '200': { $ref: '../api.yaml#/components/responses/Gone' }
            '201':
              content: { application/json: { schema: { $ref: ../parts/Output.yaml } } }

        """;

    public ImportFilesTests()
    {
        Write("api.yaml", Document);
        Write("paths/kite.yaml", Kite);
    }

    [Fact]
    public async Task Files_below_the_folder_are_included()
    {
        Write("parts/bodies.json", """
            {"bodies":{"Kite":{"content":{"application/json":{"schema":{"$ref":"Input.json"}}}}}}
            """);
        Write("parts/Input.json", """
            {"type":"object","properties":{"size":{"$ref":"Size.yml"},"unit":{"$ref":"../api.yaml#/components/schemas/Unit"},
              "line":{"$ref":"Size.yml#/properties/width"},"again":{"$ref":"Input.json#/properties/size"},
              "mode":{"$ref":"#/definitions/Mode"}},
             "definitions":{"Mode":{"type":"string"}}}
            """);
        Write("parts/Size.yml", "type: object\nproperties:\n  width: { type: integer, maximum: 1e400 }\n  part: { $ref: Size.yml }\n");
        Write("parts/Output.yaml", "type: array\nitems: { $ref: '../api.yaml#/components/schemas/Unit' }\n");

        await RunWellAsync("import", "api/api.yaml");

        AssertJson(
            """
            {"type":"object","properties":{"size":{"$ref":"#/definitions/Size"},"unit":{"$ref":"#/definitions/Unit"},
              "line":{"$ref":"#/definitions/width"},"again":{"$ref":"#/properties/size"},"mode":{"$ref":"#/definitions/Mode"}},
             "definitions":{"Mode":{"type":"string"},
              "Size":{"type":"object","properties":{"width":{"type":"integer","maximum":1e400},"part":{"$ref":"#/definitions/Size"}}},
              "Unit":{"type":"string","enum":["px","cm"]},
              "width":{"type":"integer","maximum":1e400}}}
            """,
            "schemas/acme/kite/input.json");
        AssertJson(
            """{"type":"array","items":{"$ref":"#/definitions/Unit"},"definitions":{"Unit":{"type":"string","enum":["px","cm"]}}}""",
            "schemas/acme/kite/output.json");
    }

    [Theory]
    [InlineData("https://acme.example/size.json#/a", Address)]
    [InlineData("file:///etc/passwd", Address)]
    [InlineData("//acme.example/size.json", Address)]
    [InlineData("../../out.json", Outside)]
    [InlineData("%2E%2E/../out.json", Outside)]
    [InlineData("/etc/passwd", Outside)]
    public async Task A_reference_out_of_the_folder_is_refused(string reference, string told)
    {
        Tool.Write("out.json", """{"type":"string"}""");
        WriteInput(
            """{"type":"object","properties":{"a/b":{"$ref":"REFERENCE"}}}""".Replace("REFERENCE", reference, StringComparison.Ordinal));

        Assert.Equal(
            $"schemasdk: In api/api.yaml, the reference '{reference}' at parts/bodies.json#/bodies/Kite/content/application~1json/schema/"
            + $"properties/a~1b/$ref {told}",
            await RefusedFilesAsync());
    }

    [Theory]
    [InlineData("gone.json", "points to a file that cannot be read: Could not find file")]
    [InlineData("wrong.json", "points to a file that cannot be read: ")]
    [InlineData("twice.yaml", "points to a file that cannot be read: Duplicate property 'a'")]
    [InlineData("large.json", "points to another file, but all files together would exceed the limit of 8388608 bytes.")]
    public async Task An_unreadable_file_is_reported_by_name(string file, string told)
    {
        Write("parts/wrong.json", """{"a":-}""");
        Write("parts/twice.yaml", "a: 1\na: 2\n");
        Write("parts/large.json", $"\"{new string('x', file == "large.json" ? 8 << 20 : 1)}\"");
        WriteInput("""{"type":"object","properties":{"a":{"$ref":"FILE"}}}""".Replace("FILE", file, StringComparison.Ordinal));

        var message = await RefusedFilesAsync();

        Assert.Contains($"the reference '{file}' at parts/bodies.json#/", message, StringComparison.Ordinal);
        Assert.Contains(told, message, StringComparison.Ordinal);
    }

    [FactOutsideWindows("Windows allows links only to administrators.")]
    public async Task A_symbolic_link_out_of_the_folder_is_refused()
    {
        Tool.Write("out.json", """{"type":"string"}""");
        WriteInput("""{"type":"object","properties":{"a":{"$ref":"link.json"}}}""");
        File.CreateSymbolicLink(Tool.PathOf("api/parts/link.json"), Tool.PathOf("out.json"));

        Assert.Contains("points outside the folder of the document", await RefusedFilesAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reference_to_a_missing_part_of_a_file_is_reported()
    {
        WriteInput("""{"type":"object","properties":{"a":{"$ref":"bodies.json#/gone"},"b":{"type":"string"}}}""");

        await ReportsAsync(0, "refers to 'bodies.json#/gone', which is not in the document", "import", "api/api.yaml");
        Assert.True(File.Exists(Tool.PathOf("schemas/acme/kite/input.json")));
    }

    [Fact]
    public async Task Multiplying_references_are_refused()
    {
        var media = string.Join(',', Enumerable.Range(0, 1000).Select(index => $"\"a/{index}\":{{}}"));
        Write("wide.json", "{\"post\":{\"requestBody\":{\"content\":{" + media + "}},\"responses\":{}}}");
        var paths = string.Concat(Enumerable.Range(0, 200).Select(index => $"  /acme/{index}: {{ $ref: wide.json }}\n"));
        Write("many.yaml", "openapi: 3.1.0\npaths:\n" + paths);

        await FailsAsync(2, "have more than 100000 parts, including those that references point to", "import", "api/many.yaml");
    }

    [Fact]
    public async Task All_files_with_long_aliases_share_one_size_limit()
    {
        var text = $"small: {{ type: string }}\nlong:\n- &a {new string('x', 30_000)}\n" + string.Concat(Enumerable.Repeat("- *a\n", 500));
        foreach (var file in (string[])["a", "b", "c"])
        {
            Write($"parts/{file}.yaml", text);
        }

        WriteInput(
            """{"type":"object","properties":{"a":{"$ref":"a.yaml#/small"},"b":{"$ref":"b.yaml#/small"},"c":{"$ref":"c.yaml#/small"}}}""");

        Assert.Contains("exceed the limit of 33554432 characters as JSON", await RefusedFilesAsync(), StringComparison.Ordinal);
    }

    private void WriteInput(string schema)
    {
        Write("parts/bodies.json", """{"bodies":{"Kite":{"content":{"application/json":{"schema":""" + schema + "}}}}}");
        Write("parts/Output.yaml", "type: string\n");
    }

    private void Write(string file, string text) => Tool.Write("api/" + file, text);

    private async Task<string> RefusedFilesAsync()
    {
        await ExitsAsync(2, "import", "api/api.yaml");
        Assert.False(Directory.Exists(Tool.PathOf("schemas")));
        return Tool.Error.TrimEnd().Split('\n')[^1];
    }
}
