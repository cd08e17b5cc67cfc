using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace SchemaSdk.Tool.Tests.Emulate;

public sealed class EmulateTests : EmulateTest
{
    [Fact]
    public async Task The_models_of_a_folder_can_be_called_until_the_command_is_stopped()
    {
        Tool.Write("schemas/acme/star/input.json", PromptSchema);
        var address = AddressIn(await StartAsync());
        var accepted = await Http.PostAsJsonAsync($"{address}/models/acme/star", new { prompt = "A star." });
        await StopAsync();

        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        Assert.NotEmpty((await accepted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("request_id").GetString()!);
        Assert.Equal("1 request; 1 submit would have been charged.\nschemasdk: Stopped.\n", Told.ToString().ReplaceLineEndings("\n"));
        await Assert.ThrowsAsync<HttpRequestException>(() => Http.GetAsync($"{address}/models"));
    }

    [Fact]
    public async Task A_changed_schema_applies_to_the_next_submit_and_jobs_of_a_removed_model_continue()
    {
        Tool.Write("schemas/acme/star/input.json", PromptSchema);
        var address = AddressIn(await StartAsync("--queue-time", "0", "--run-time", "0"));
        var accepted = await Http.PostAsJsonAsync($"{address}/models/acme/star", new { prompt = "A star." });
        var job = (await accepted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("request_id").GetString();

        Directory.Move(Tool.PathOf("schemas/acme/star"), Tool.PathOf("schemas/acme/moon"));

        await Soon.Until(async () =>
            (await Http.PostAsJsonAsync($"{address}/models/acme/moon", new { prompt = "A moon." })).StatusCode == HttpStatusCode.OK);
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await Http.PostAsJsonAsync($"{address}/models/acme/star", new { prompt = "A star." })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Http.GetAsync($"{address}/requests/{job}/result")).StatusCode);
        await StopAsync();
        Assert.StartsWith("The schemas changed and were read again.", Told.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_was_removed_and_made_again_is_reloaded()
    {
        Tool.Write("schemas/acme/star/input.json", PromptSchema);
        var address = AddressIn(await StartAsync());

        Directory.Delete(Tool.PathOf("schemas"), recursive: true);
        await Soon.Until(() => Told.ToString().Contains("The folder of schemas was removed.", StringComparison.Ordinal));
        Tool.Write("schemas/acme/moon/input.json", PromptSchema);
        await Soon.Until(() => Told.ToString().Contains("read again", StringComparison.Ordinal));
        Tool.Write("schemas/acme/sun/input.json", PromptSchema);

        await Soon.Until(async () =>
            (await Http.PostAsJsonAsync($"{address}/models/acme/sun", new { prompt = "A sun." })).StatusCode == HttpStatusCode.OK);
        await StopAsync();
    }

    [Fact]
    public async Task The_service_that_the_option_names_is_emulated()
    {
        Tool.Write("schemas/acme/star/input.json", PromptSchema);
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Key", "emulator-token");

        var printed = await StartAsync("--service", "fal");
        var address = printed.Split("FAL_QUEUE_RUN_HOST=")[1].Split('\n')[0].Trim();
        var accepted = await Http.PostAsJsonAsync($"{address}acme/star", new { prompt = "A star." });
        await StopAsync();

        Assert.Contains("FAL_KEY=emulator-token", printed, StringComparison.Ordinal);
        Assert.StartsWith(
            $"{address}acme/star/requests/",
            (await accepted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status_url").GetString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", null, "FAL_KEY=")]
    [InlineData("", "replicate", "REPLICATE_API_TOKEN=")]
    [InlineData("""{"version":1,"catalogs":{},"models":{}}""", null, "RUNCOMFY_API_TOKEN=")]
    public async Task The_service_of_the_project_is_emulated_if_lock_and_option_are_missing(string locked, string? asked, string variable)
    {
        Tool.Write("App.csproj", "<Project><PropertyGroup><ModelService>Fal</ModelService></PropertyGroup></Project>");
        Tool.Write("schemas/acme/star/input.json", "{}");
        if (locked.Length > 0)
        {
            Tool.Write("schemas.lock.json", locked);
        }

        var printed = await StartAsync(asked is null ? [] : ["--service", asked]);
        await StopAsync();

        Assert.Contains(variable, printed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--port must be a number from 0 to 65535, not '65536'.", "--port", "65536")]
    [InlineData("The fault 'submit:boom' cannot be used: 'boom' is not a fault for this call", "--fault", "submit:boom")]
    [InlineData("--price must be an amount above zero with a unit, such as 0.05/output or 0.14/second, not '5'.", "--price", "5")]
    [InlineData("The folder of schemas does not exist: '", "missing")]
    public async Task A_usage_error_is_reported_and_no_emulator_starts(string message, params string[] args)
    {
        Directory.CreateDirectory(Tool.PathOf("schemas"));

        Assert.Equal(2, await RunAsync(CancellationToken.None, ["emulate", .. args]));
        Assert.Contains(message, Told.ToString(), StringComparison.Ordinal);
        Assert.False(HasPrinted);
    }

    [Fact]
    public async Task Faults_given_as_options_occur_from_the_start_and_the_page_is_served()
    {
        Tool.Write("schemas/acme/star/input.json", PromptSchema);
        var printed = await StartAsync("--fault", "catalog:503,times=2", "--fault", "job:fail=too dark,rate=10%");
        var page = printed.Split("To use them in a browser, open ")[1].Trim();
        var state = await Http.GetFromJsonAsync<JsonElement>(page.TrimEnd('/'));
        var models = await Http.GetAsync(new Uri(new Uri(page), "/v1/models"));
        var ended = await Http.DeleteAsync(new Uri(new Uri(page), "faults"));
        var modelsAgain = await Http.GetAsync(new Uri(new Uri(page), "/v1/models"));
        var html = await Http.GetStringAsync(page);
        await StopAsync();

        Assert.Equal(
            """[{"fault":"catalog:503","left":2,"rate":null},{"fault":"job:fail=too dark","left":null,"rate":0.1}]""",
            state.GetProperty("faults").GetRawText());
        Assert.Equal("acme/star", state.GetProperty("models")[0].GetProperty("id").GetString());
        Assert.Equal(
            [HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK, HttpStatusCode.OK],
            [models.StatusCode, ended.StatusCode, modelsAgain.StatusCode]);
        Assert.Contains("<title>Emulator</title>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_reported()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        Directory.CreateDirectory(Tool.PathOf("schemas"));

        Assert.Equal(2, await RunAsync(CancellationToken.None, "emulate", "--port", $"{port}"));
        Assert.Equal(
            $"schemasdk: Failed to bind to address http://127.0.0.1:{port}: address already in use. Use another --port, or 0 for a free "
            + "one.\n",
            Told.ToString().ReplaceLineEndings("\n"));
    }
}
