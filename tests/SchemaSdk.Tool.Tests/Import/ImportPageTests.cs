namespace SchemaSdk.Tool.Tests.Import;

public sealed class ImportPageTests : ImportTest
{
    private static readonly string OwnPages = SourceTree.PathOf("tests/SchemaSdk.Tool.Tests/Import/Pages");

    private static readonly string Schemas = Path.Combine(SourceTree.Root, "schemas");

    public static TheoryData<string, string, string> Pages
    {
        get
        {
            var pages = new TheoryData<string, string, string>();
            foreach (var page in Directory.EnumerateFiles(OwnPages).Order(StringComparer.Ordinal))
            {
                pages.Add(page, "acme/kite-2.0/fly", Path.Combine(OwnPages, Path.GetFileNameWithoutExtension(page)));
            }

            // The schemas in schemas/ were written by hand from pages. If the corpus has these pages, they are imported too.
            foreach (var page in CorpusFolder.Pages is { } saved ? Directory.GetFiles(saved) : [])
            {
                var parts = Path.GetFileNameWithoutExtension(page).Split('-', 4);
                var id = $"kling/{parts[0]}-{parts[1]}/{parts[2]}/{parts[3]}";
                pages.Add(page, id, Path.Combine(Schemas, id));
            }

            return pages;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_two_schemas_of_a_page_in_any_language_and_format_are_imported_unchanged(string page, string id, string expected)
    {
        Assert.Equal(0, await Tool.RunAsync("import", page));

        Assert.Equal([$"schemas/{id}/input.json", $"schemas/{id}/output.json"], Tool.Files());
        foreach (var file in new[] { "input.json", "output.json" })
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(expected, file)), File.ReadAllBytes(Tool.PathOf($"schemas/{id}/{file}")));
        }

        Assert.EndsWith($"\n{id}: 2 added.\n", Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Importing_a_page_again_changes_nothing()
    {
        await ImportAsync(Mention + Input + Output);
        var before = File.GetLastWriteTimeUtc(Tool.PathOf("schemas/acme/kite/input.json"));

        await ImportAsync(Mention + Input + Output);

        Assert.Equal(
            "unchanged  acme/kite/input.json\nunchanged  acme/kite/output.json\nacme/kite: 2 unchanged.\n", Tool.Output);
        Assert.Equal(before, File.GetLastWriteTimeUtc(Tool.PathOf("schemas/acme/kite/input.json")));
    }

    [Fact]
    public async Task Facts_contain_no_prose()
    {
        await ImportAsync(
            Mention + """{"title":"Kite","properties":{"prompt":{"type":"string","description":"What flies.","maxLength":9}}}""",
            "--facts");

        AssertJson("""{"properties":{"prompt":{"type":"string","maxLength":9}}}""", "schemas/acme/kite/input.json");
    }

    [Fact]
    public async Task A_page_with_one_schema_gives_an_input_and_warns_of_the_missing_output()
    {
        await ImportAsync(Mention + Input);

        Assert.Equal(["page.txt", "schemas/acme/kite/input.json"], Tool.Files());
        Assert.Contains("warning no-output: ", Tool.Output, StringComparison.Ordinal);

        Tool.Write("schemas/output.json", Output);
        await ImportAsync(Mention + Input, "--overwrite");

        Assert.DoesNotContain("no-output", Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_id_is_read_from_an_address_of_the_chosen_service()
    {
        await ImportAsync($"{Mention}POST: https://queue.fal.run/blue/kite\n{Input}\n{Output}", "--service", "fal");

        Assert.True(File.Exists(Tool.PathOf("schemas/blue/kite/input.json")));
    }

    [Fact]
    public async Task A_page_is_read_in_the_encoding_that_it_declares()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var html = $"<meta charset=\"shift_jis\"><p>{Mention}<pre>{Input.Replace("prompt", "凧", StringComparison.Ordinal)}</pre>";
        File.WriteAllBytes(Tool.PathOf("page.html"), Encoding.GetEncoding("shift_jis").GetBytes(html));

        Assert.Equal(0, await Tool.RunAsync("import", "page.html"));

        Assert.Contains("\"凧\"", Tool.Read("schemas/acme/kite/input.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_gets_Unix_line_endings()
    {
        await ImportAsync((Mention + Input.Replace(" {", "\n{", StringComparison.Ordinal)).ReplaceLineEndings("\r\n"));

        Assert.DoesNotContain('\r', Tool.Read("schemas/acme/kite/input.json"));
    }

    [Fact]
    public async Task The_documented_output_is_printed()
    {
        Tool.Write("kite.txt", $"Kite\n\n{Mention}{new string('\n', 5)}{Input}{new string('\n', 11)}{Output}\n");

        Assert.Equal(0, await Tool.RunAsync("import", "kite.txt"));

        var page = File.ReadAllText(Path.Combine(Schemas, "../docs/reference/tool-import.md"));
        Assert.Contains($"```text\n{Tool.Output}```", page, StringComparison.Ordinal);
    }
}
