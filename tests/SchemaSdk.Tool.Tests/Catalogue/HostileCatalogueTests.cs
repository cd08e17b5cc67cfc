using System.Net;
using System.Text.Json.Nodes;
using SchemaSdk.Tool.Tests.Surroundings;

namespace SchemaSdk.Tool.Tests.Catalogue;

/// <summary>Catalogues that are broken or hostile: nothing but whole schemas ever gets into the folder.</summary>
public sealed class HostileCatalogueTests : CatalogueTest
{
    public static TheoryData<string> HostileIds =>
    [
        "../../evil", "acme/../../evil", "/etc/evil", "..", ".git/hooks", "acme\\evil", "C:/evil", "acme//kite", "acme/ki:te",
        "acme/CON", "acme/com1.v2", "acme/nul .x", "acme/kite.", "acme/kite ", "acme/input.json", "obj/kite",
        "acme/k\u0000ite", "acme/kit\u00e9", "acme/\u202etxt.exe", new string('a', 300),
    ];

    [Theory]
    [MemberData(nameof(HostileIds))]
    public async Task An_id_that_is_no_safe_path_is_left_out_and_the_others_are_taken(string id)
    {
        Catalogue[id] = SchemaWith("prompt");
        Catalogue["acme/kite"] = SchemaWith("prompt");

        Assert.Equal(1, await Tool.RunAsync("add", "--all"));

        Assert.Equal(["schemas.lock.json", "schemas/acme/kite/input.json", "schemas/output.json"], Tool.Files());
        Assert.Contains("error refused-id: The id '", Tool.Output, StringComparison.Ordinal);
        Assert.Contains("1 refused-id", Tool.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("markdown")]
    [InlineData("sarif")]
    public async Task An_id_that_is_too_long_is_cut_in_every_form_of_the_report(string format)
    {
        Catalogue[new string('x', 300)] = SchemaWith("prompt");
        Catalogue[string.Concat(new string('y', 159), "\U0001F98B", new string('y', 139))] = SchemaWith("prompt");

        Assert.Equal(1, await Tool.RunAsync("add", "--all", "--format", format));

        Assert.Contains(new string('x', 160), Tool.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(new string('x', 161), Tool.Output, StringComparison.Ordinal);
        Assert.Contains(new string('y', 159), Tool.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(new string('y', 160), Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_ids_that_differ_only_by_case_one_is_taken()
    {
        Catalogue["acme/4K/kite"] = SchemaWith("prompt");
        Catalogue["acme/4k/bell"] = SchemaWith("prompt");
        Catalogue["acme/4K/bell"] = SchemaWith("prompt");

        Assert.Equal(1, await Tool.RunAsync("add", "--all"));

        Assert.Equal(
            ["schemas.lock.json", "schemas/acme/4K/bell/input.json", "schemas/acme/4K/kite/input.json", "schemas/output.json"],
            Tool.Files());
        Assert.Contains(
            "'acme/4k/bell' and the folder 'acme/4K' differ only in case", Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_about_another_model_than_was_asked_for_is_an_error()
    {
        Catalogue.Answer = _ => ScriptedCatalogue.Json(ScriptedCatalogue.Entry("acme/other", SchemaWith("prompt")));

        Assert.Equal(3, await Tool.RunAsync("add", "acme/kite"));

        Assert.Contains("was asked for acme/kite but returned 'acme/other'", Tool.Error, StringComparison.Ordinal);
        Assert.Empty(Tool.Files());
    }

    [Fact]
    public async Task An_answer_about_a_model_of_an_endless_id_is_told_in_short()
    {
        Catalogue.Answer = _ => ScriptedCatalogue.Json(ScriptedCatalogue.Entry(new string('x', 300), SchemaWith("prompt")));

        Assert.Equal(3, await Tool.RunAsync("add", "acme/kite"));

        Assert.Contains($"but returned '{new string('x', 160)}…'.", Tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_the_service_does_not_know_is_an_error()
    {
        Assert.Equal(3, await Tool.RunAsync("add", "acme/kite"));

        Assert.Contains("acme/kite", Tool.Error, StringComparison.Ordinal);
        Assert.Empty(Tool.Files());
    }

    [Theory]
    [InlineData(null, "is missing")]
    [InlineData("{}", "describes no input")]
    [InlineData("""{"type":"object","properties":{}}""", "describes no input")]
    [InlineData("\"prompt: string\"", "is not JSON")]
    public async Task A_schema_that_says_nothing_is_left_out(string? schema, string why)
    {
        Catalogue["acme/bell"] = SchemaWith("prompt");
        Catalogue["acme/kite"] = schema;

        Assert.Equal(1, await Tool.RunAsync("add", "--all"));

        Assert.Contains($"error unusable: The schema of acme/kite in the catalogue {why}", Tool.Output, StringComparison.Ordinal);
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
        Assert.False(Directory.Exists(Tool.PathOf("schemas/acme/large")));
        Assert.Equal(how.Length == 1, Directory.Exists(Tool.PathOf("schemas/acme/deep")));
    }

    [Fact]
    public async Task A_catalogue_that_is_down_is_told_and_nothing_is_left()
    {
        Tool.Time = new HurriedTime();
        Catalogue.Answer = _ => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused");

        Assert.Equal(3, await Tool.RunAsync("add", "--all"));

        Assert.Contains("The catalogue could not be read for", Tool.Error, StringComparison.Ordinal);
        Assert.Empty(Tool.Files());
    }

    [Fact]
    public async Task A_catalogue_that_never_answers_is_given_up()
    {
        Tool.Time = new HurriedTime { EndsLimits = true };
        Catalogue.BeforeAnswer = stop => Task.Delay(Timeout.Infinite, stop);

        Assert.Equal(3, await Tool.RunAsync("add", "--all"));

        Assert.Contains("The catalogue could not be read for", Tool.Error, StringComparison.Ordinal);
        Assert.Empty(Tool.Files());
    }

    [Fact]
    public async Task A_catalogue_that_repeats_its_first_page_is_told()
    {
        Catalogue.Answer = _ => Page(0, total: 250);

        Assert.Equal(3, await Tool.RunAsync("add", "--all"));

        Assert.Contains("The catalogue repeats itself", Tool.Error, StringComparison.Ordinal);
        Assert.Empty(Tool.Files());
    }

    [Fact]
    public async Task A_catalogue_without_an_end_is_told()
    {
        Tool.Time = new HurriedTime();
        Catalogue.Answer = offset => Page(offset, total: int.MaxValue);

        Assert.Equal(3, await Tool.RunAsync("add", "--all"));

        Assert.Contains("The catalogue did not end after 100000 entries", Tool.Error, StringComparison.Ordinal);
        Assert.Empty(Tool.Files());
    }

    [Fact]
    public async Task A_catalogue_that_is_larger_than_memory_should_be_is_told()
    {
        var schema = SchemaWith(new string('x', 300 << 10));
        Catalogue.Answer = offset => Page(offset, total: 1000, schema);
        Tool.Time = new HurriedTime();

        Assert.Equal(3, await Tool.RunAsync("add", "--all"));

        Assert.Contains("have more than 67108864 characters", Tool.Error, StringComparison.Ordinal);
        Assert.Empty(Tool.Files());
    }

    [Fact]
    public async Task An_answer_that_is_no_catalogue_is_told()
    {
        Tool.Time = new HurriedTime();
        Catalogue.Answer = _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<html>Sign in</html>") };

        Assert.Equal(3, await Tool.RunAsync("add", "--all"));

        Assert.Empty(Tool.Files());
    }

    [Fact]
    public async Task A_command_that_is_stopped_leaves_nothing()
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
