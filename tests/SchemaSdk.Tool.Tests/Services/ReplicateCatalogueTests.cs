namespace SchemaSdk.Tool.Tests.Services;

public sealed class ReplicateCatalogueTests : CommandTest
{
    private const string Output = """{"type":"array","items":{"type":"string","format":"uri"}}""";

    private readonly ScriptedReplicate _replicate = new();

    public ReplicateCatalogueTests()
    {
        Tool.Handler = _replicate;
        Tool.Time = new FixedTime();
        Tool.SetEnvironment("REPLICATE_API_TOKEN", "a-token");
    }

    [Fact]
    public async Task A_model_gets_the_input_and_output_of_its_latest_version()
    {
        Put("acme/kite", "prompt");

        await RunWellAsync("add", "acme/kite", "--service", "replicate");

        Assert.Equal(["schemas.lock.json", "schemas/acme/kite/input.json", "schemas/acme/kite/output.json"], Tool.Files());
        Assert.Contains("\"service\": \"Replicate\"", Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
        var (address, token) = Assert.Single(_replicate.Requests);
        Assert.Equal(("https://api.replicate.com/v1/models/acme/kite", "Bearer a-token"), (address.AbsoluteUri, token));
        await RunWellAsync("lint");
    }

    [Fact]
    public async Task The_catalogue_is_read_page_by_page_and_no_other_host_gets_the_token()
    {
        Put("acme/bell", "prompt");
        Put("acme/kite", "prompt");
        _replicate.Next = "https://evil.example/v1/models";

        await RunWellAsync("add", "--all", "--service", "replicate");

        Assert.EndsWith("Models: 2 added.\n", Tool.Output, StringComparison.Ordinal);
        Assert.Equal(
            ["https://api.replicate.com/v1/models", "https://api.replicate.com/v1/models?cursor=1"],
            _replicate.Requests.Select(request => request.Address.AbsoluteUri));
    }

    [Fact]
    public async Task A_catalogue_that_does_not_say_where_it_continues_is_refused()
    {
        Put("acme/bell", "prompt");
        Put("acme/kite", "prompt");
        _replicate.Next = "/v1/models";
        Tool.Time = new InstantTime();

        await FailsAsync(3, "The catalogue could not be read", "add", "--all", "--service", "replicate");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public async Task A_version_is_kept_and_updated_although_the_list_does_not_have_it(int others)
    {
        string[] ids = ["acme/kite/versions/1a2b", .. Enumerable.Range(0, others).Select(static number => $"acme/m{number}")];
        Array.ForEach(ids, id => Put(id, "prompt"));
        await RunWellAsync(["add", .. ids, "--service", "replicate"]);
        Put("acme/kite/versions/1a2b", "wind");

        await PrintsAsync(
            0, $"updated  acme/kite/versions/1a2b\nModels: 1 updated{(others > 0 ? $", {others} unchanged" : "")}.\n", "update", "--all");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_model_that_disappeared_or_was_renamed_is_retired_and_its_new_id_is_not_added(bool isRenamed)
    {
        Put("acme/bell", "prompt");
        Put("acme/kite", "prompt");
        await RunWellAsync("add", "acme/bell", "acme/kite", "--service", "replicate");
        Put("acme/glider", "prompt");
        _replicate.Remove("acme/kite");
        Tool.Handler = new Scripted(_replicate, request =>
        {
            request.RequestUri = new($"{request.RequestUri}".Replace("kite", isRenamed ? "glider" : "kite", StringComparison.Ordinal));
            return Task.FromResult<HttpResponseMessage?>(null);
        });

        await ReportsAsync(0, "warning retired: acme/kite has disappeared from the catalogue.", "update");
        Assert.Contains("x-retired", Tool.Read("schemas/acme/kite/input.patch.json"), StringComparison.Ordinal);
        Assert.DoesNotContain("acme/glider", Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 3)]
    public async Task A_lost_model_is_retired_unless_the_answer_to_everything_is_404(bool isForAll, int exit)
    {
        Put("acme/kite", "prompt");
        await RunWellAsync("add", "acme/kite", "--service", "replicate");
        _replicate.Remove("acme/kite");
        Tool.Handler = new Scripted(_replicate, _ => Task.FromResult(
            isForAll ? new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StringContent("<html></html>") } : null));

        Assert.Equal(exit, await Tool.RunAsync("update"));
    }

    [Fact]
    public async Task Prices_for_pages_are_read_only_for_the_models_of_the_folder_that_the_catalogue_can_have()
    {
        Put("acme/bell", "prompt");
        Put("acme/kite", "prompt");
        await RunWellAsync("add", "acme/kite", "--service", "replicate");
        Tool.Write("schemas/deployments/acme/kite/input.json", PromptSchema);

        await RunWellAsync("docs", "--prices");

        Assert.Equal(
            Enumerable.Repeat("https://api.replicate.com/v1/models/acme/kite", 2),
            _replicate.Requests.Select(request => request.Address.AbsoluteUri));
    }

    [Fact]
    public async Task A_model_without_a_version_is_skipped()
    {
        _replicate["acme/kite"] = null;

        await ReportsAsync(1, "The schema of acme/kite in the catalogue is missing.", "add", "acme/kite", "--service", "replicate");
    }

    [Theory]
    [InlineData("acme", "is not the id of a Replicate model")]
    [InlineData("acme/kite/fly", "is not the id of a Replicate model")]
    [InlineData("deployments/acme/kite", "import the schemas of its model")]
    public async Task An_id_in_an_unknown_form_is_refused(string id, string message)
    {
        await FailsAsync(2, message, "add", id, "--service", "replicate");
        await FailsAsync(2, message, "price", id, "--service", "replicate");

        Assert.Empty(_replicate.Requests);
    }

    [Fact]
    public async Task A_search_is_refused() => await FailsAsync(
        2, "cannot search Replicate's catalogue. Specify the ids of models.", "add", "--search", "kite", "--service", "replicate");

    private void Put(string id, params string[] inputs) =>
        _replicate[id] = ModelDocument.OfReplicate(ScriptedCatalogue.SchemaWith(inputs), Output);
}
