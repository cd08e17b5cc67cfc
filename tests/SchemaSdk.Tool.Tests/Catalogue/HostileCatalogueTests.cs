namespace SchemaSdk.Tool.Tests.Catalogue;

/// <summary>Tests that a broken or hostile catalogue cannot make a command write incomplete schemas to the folder.</summary>
public sealed class HostileCatalogueTests : CatalogueTest
{
    public static TheoryData<string> HostileIds =>
    [
        "../../evil", "acme/../../evil", "/etc/evil", "..", ".git/hooks", "acme\\evil", "C:/evil", "acme//kite", "acme/ki:te",
        "acme/CON", "acme/git~1", "acme/com1.v2", "acme/nul .x", "acme/kite.", "acme/kite ", "acme/input.json", "obj/kite",
        "acme/k\u0000ite", "acme/kit\u00e9", "acme/\u202etxt.exe", new string('a', 300),
    ];

    [Theory]
    [MemberData(nameof(HostileIds))]
    public async Task An_id_that_is_not_a_safe_path_is_left_out_and_the_others_are_added(string id)
    {
        Catalogue[id] = SchemaWith("prompt");
        Catalogue["acme/kite"] = SchemaWith("prompt");

        await ReportsAsync(1, "error refused-id: The id '", "add", "--all");
        Assert.Equal(["schemas.lock.json", "schemas/acme/kite/input.json", "schemas/output.json"], Tool.Files());
        Assert.Contains("1 refused-id", Tool.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("markdown")]
    [InlineData("sarif")]
    public async Task A_long_id_is_truncated_in_every_format_of_the_report(string format)
    {
        Catalogue[new string('x', 300)] = SchemaWith("prompt");
        Catalogue[string.Concat(new string('y', 159), "\U0001F98B", new string('y', 139))] = SchemaWith("prompt");

        await ReportsAsync(1, new string('x', 160), "add", "--all", "--format", format);
        Assert.DoesNotContain(new string('x', 161), Tool.Output, StringComparison.Ordinal);
        Assert.Contains(new string('y', 159), Tool.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(new string('y', 160), Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_one_of_several_ids_that_differ_only_in_case_is_added()
    {
        Catalogue["acme/4K/kite"] = SchemaWith("prompt");
        Catalogue["acme/4k/bell"] = SchemaWith("prompt");
        Catalogue["acme/4K/bell"] = SchemaWith("prompt");

        await ReportsAsync(1, "'acme/4k/bell' and the folder 'acme/4K' differ only in case", "add", "--all");
        Assert.Equal(
            ["schemas.lock.json", "schemas/acme/4K/bell/input.json", "schemas/acme/4K/kite/input.json", "schemas/output.json"],
            Tool.Files());
    }

    [Theory]
    [InlineData("films")]
    [InlineData("films/kite")]
    [InlineData("Films/kite")]
    public async Task An_id_in_an_inner_folder_that_is_listed_separately_is_left_out(string id)
    {
        Tool.Write("schemasdk.json", """{ "folders": { "schemas": {}, "schemas/films": {} } }""");
        Catalogue[id] = Catalogue["acme/kite"] = SchemaWith("prompt");

        await ReportsAsync(
            1,
            $"error refused-id: The id '{id}' is in the folder 'schemas/films', which schemasdk.json lists separately.",
            "add", "--all", "--folder", "schemas");
        Assert.Equal(["schemas.lock.json", "schemas/acme/kite/input.json", "schemas/output.json", "schemasdk.json"], Tool.Files());
    }

    [Fact]
    public async Task An_unknown_model_and_an_answer_about_another_model_are_errors()
    {
        await FailsAsync(3, "acme/kite", "add", "acme/kite");
        Assert.Empty(Tool.Files());
        foreach (var (id, shown) in new[] { ("acme/other", "acme/other"), (new string('x', 300), new string('x', 160) + "…") })
        {
            Catalogue.Answer = _ => ScriptedCatalogue.Json(ScriptedCatalogue.Entry(id, SchemaWith("prompt")));

            await FailsAsync(3, $"returned the model '{shown}' instead of acme/kite.", "add", "acme/kite");
            Assert.Empty(Tool.Files());
        }
    }

    [Theory]
    [InlineData(null, "is missing")]
    [InlineData("{}", "describes no input")]
    [InlineData("""{"type":"object","properties":{}}""", "describes no input")]
    [InlineData("\"prompt: string\"", "is not JSON")]
    public async Task A_schema_without_an_input_is_left_out(string? schema, string reason)
    {
        Catalogue["acme/bell"] = SchemaWith("prompt");
        Catalogue["acme/kite"] = schema;

        await ReportsAsync(1, $"error unusable: The schema of acme/kite in the catalogue {reason}", "add", "--all");
        Assert.Equal(["schemas.lock.json", "schemas/acme/bell/input.json", "schemas/output.json"], Tool.Files());
    }

    [Theory]
    [InlineData("--all")]
    [InlineData("--all", "--facts")]
    public async Task A_schema_that_is_too_large_or_too_deep_is_left_out(params string[] how)
    {
        Catalogue["acme/large"] = SchemaWith(new string('x', 5 << 20));
        Catalogue["acme/deep"] = string.Concat(Enumerable.Repeat("{\"items\":", 480)) + "{}" + new string('}', 480);

        await Tool.RunAsync(["add", .. how]);

        Assert.Contains("error unusable: The schema of acme/large in the catalogue has", Tool.Output, StringComparison.Ordinal);
        Assert.Contains("error unusable: The schema of acme/deep in the catalogue", Tool.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("schemas/acme/", string.Join('\n', Tool.Files()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_that_a_build_cannot_read_does_not_replace_the_one_that_it_can()
    {
        await AddAsync("acme/kite");
        var before = (Tool.Read("schemas/acme/kite/input.json"), Tool.Read("schemas.lock.json"));
        Catalogue["acme/kite"] = string.Concat(Enumerable.Repeat("{\"items\":", 100)) + "{}" + new string('}', 100);

        await ReportsAsync(1, "error unusable: The schema of acme/kite in the catalogue cannot be read by a build: ", "update");

        Assert.Contains("The file was not changed.", Tool.Output, StringComparison.Ordinal);
        Assert.Equal(before, (Tool.Read("schemas/acme/kite/input.json"), Tool.Read("schemas.lock.json")));
    }

    [Theory]
    [InlineData("down", "The catalogue could not be read within")]
    [InlineData("silent", "The catalogue could not be read within")]
    [InlineData("not a catalogue", "The catalogue could not be read within")]
    [InlineData("repeating", "The catalogue repeats itself")]
    [InlineData("endless", "The catalogue did not end after 100000 entries")]
    [InlineData("huge", "have more than 67108864 characters")]
    public async Task A_broken_catalogue_is_reported_and_nothing_is_written(string kind, string message)
    {
        var huge = SchemaWith(new string('x', 300 << 10));
        Tool.Time = new InstantTime { ExpiresTimeouts = kind == "silent" };
        Catalogue.BeforeAnswer = stop => kind == "silent" ? Task.Delay(Timeout.Infinite, stop) : Task.CompletedTask;
        Catalogue.Answer = offset => kind switch
        {
            "not a catalogue" => new(HttpStatusCode.OK) { Content = new StringContent("<html>Sign in</html>") },
            "repeating" => Page(0, total: 250),
            "endless" => Page(offset, total: int.MaxValue),
            "huge" => Page(offset, total: 1000, huge),
            _ => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused"),
        };

        await FailsAsync(3, message, "add", "--all");
        Assert.Empty(Tool.Files());
    }

    [Fact]
    public async Task A_stopped_command_writes_nothing()
    {
        using var stop = new CancellationTokenSource();
        Catalogue.BeforeAnswer = async token =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
        };

        Assert.Equal(130, await Tool.RunAsync(stop.Token, "add", "--all"));

        Assert.Empty(Tool.Files());
    }

    private static HttpResponseMessage Page(int offset, int total, string schema = """{"properties":{"a":{"type":"string"}}}""") =>
        ScriptedCatalogue.Json(new JsonObject
        {
            ["models"] = new JsonArray(
                [.. Enumerable.Range(offset, 100).Select(number => (JsonNode)ScriptedCatalogue.Entry($"acme/m{number}", schema))]),
            ["total"] = total,
        });
}
