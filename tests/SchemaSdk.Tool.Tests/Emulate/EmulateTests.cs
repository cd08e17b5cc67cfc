using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.Emulate;
using SchemaSdk.Tool.Tests.Surroundings;

namespace SchemaSdk.Tool.Tests.Emulate;

public sealed class EmulateTests : IDisposable
{
    private readonly ToolTest _tool = new();
    private readonly Awaited _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _tool.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task The_models_of_a_folder_can_be_called_until_the_command_is_stopped()
    {
        _tool.Write("schemas/acme/star/input.json", """{ "type": "object", "properties": { "prompt": { "type": "string" } } }""");
        using var stop = new CancellationTokenSource();

        var run = RunAsync(stop.Token, "emulate", "--port", "0");
        var address = (await _output.Text.WaitAsync(TimeSpan.FromMinutes(1))).Split("RUNCOMFY_MODEL_API_BASE=")[1].Split('\n')[0].Trim();
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "emulator-token");
        var accepted = await http.PostAsJsonAsync($"{address}/models/acme/star", new { prompt = "A star." });
        await stop.CancelAsync();

        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        Assert.NotEmpty((await accepted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("request_id").GetString()!);
        Assert.Equal(130, await run);
        Assert.Equal("1 request; 1 submit would have been charged.\nschemasdk: Stopped.\n", _error.ToString().ReplaceLineEndings("\n"));
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync($"{address}/models"));
    }

    [Fact]
    public async Task The_models_of_a_package_have_the_price_that_was_given()
    {
        foreach (var version in (string[])["0.9.0", "0.10.0-beta.1", "0.10.0"])
        {
            var folder = Directory.CreateDirectory(_tool.PathOf($"packages/schemasdk.runcomfy/{version}/lib/net8.0")).FullName;
            File.Copy(typeof(RunComfyClient).Assembly.Location, Path.Combine(folder, "SchemaSdk.RunComfy.dll"));
        }

        using var stop = new CancellationTokenSource();

        var run = RunAsync(stop.Token, "emulate", "--package", "SchemaSdk.RunComfy", "--price", "0.14/second", "--port", "0");
        var told = await _output.Text.WaitAsync(TimeSpan.FromMinutes(1));
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "emulator-token");
        var address = told.Split("RUNCOMFY_MODEL_API_BASE=")[1].Split('\n')[0].Trim();
        var page = await http.GetFromJsonAsync<JsonElement>($"{address}/models?limit=100");
        await stop.CancelAsync();

        Assert.StartsWith("The models of SchemaSdk.RunComfy are at ", told, StringComparison.Ordinal);
        Assert.Equal(RunComfyClient.Models.Count, page.GetProperty("total").GetInt32());
        Assert.Equal(0.14m, page.GetProperty("models")[0].GetProperty("base_price_usd").GetDecimal());
        Assert.Equal("second", page.GetProperty("models")[0].GetProperty("price_unit").GetString());
        Assert.Equal(130, await run);
    }

    [Theory]
    [InlineData("--package 'Acme.Models' is not on this machine. Run 'dotnet package download Acme.Models' first.", "Acme.Models")]
    [InlineData("--package '../Acme' is not on this machine.", "../Acme")]
    [InlineData("--package 'Empty' has no client made by SchemaSdk.", "Empty")]
    [InlineData("--package 'Old' has no code for .NET 8 or .NET 10.", "Old")]
    [InlineData("The folder and --package both say which models to emulate. Give one of them.", "Empty", "schemas")]
    public async Task A_package_without_models_is_told(string told, string package, params string[] folder)
    {
        Directory.CreateDirectory(_tool.PathOf("packages/empty/1.0.0/lib/net10.0"));
        Directory.CreateDirectory(_tool.PathOf("packages/old/1.0.0/lib/net48"));

        Assert.Equal(2, await RunAsync(CancellationToken.None, ["emulate", "--package", package, .. folder]));

        Assert.Contains(told, _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("app.csproj", "acme/obj acme/star")]
    [InlineData("app.txt", "acme/obj acme/star bin/acme obj/acme")]
    public async Task A_folder_has_the_models_that_a_build_takes(string beside, string ids)
    {
        const string Schema = """{ "type": "object", "properties": { "prompt": { "type": "string" } } }""";
        _tool.Write($"app/{beside}", "");
        foreach (var home in (string[])["acme/star", "acme/obj", "obj/acme", "bin/acme", ".git/acme", "acme/.vs/star"])
        {
            _tool.Write($"app/{home}/input.json", Schema);
        }

        _tool.Write("app/.git/a.schema.json", "{");
        await using var emulator = ModelEmulator.FromFolder(_tool.PathOf("app"));
        using var http = new HttpClient(emulator.CreateHandler()) { BaseAddress = emulator.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", emulator.Token);

        var page = await http.GetFromJsonAsync<JsonElement>("v1/models");

        Assert.Equal(
            ids.Split(' '), page.GetProperty("models").EnumerateArray().Select(model => model.GetProperty("model_id").GetString()));
    }

    [Theory]
    [InlineData("--port must be a number from 0 to 65535, not '65536'.", "--port", "65536")]
    [InlineData("--port must be a number from 0 to 65535, not '-1'.", "--port", "-1")]
    [InlineData("--run-time must be a number of seconds, up to a day, not '-1'.", "--run-time", "-1")]
    [InlineData("--queue-time must be a number of seconds, up to a day, not 'NaN'.", "--queue-time", "NaN")]
    [InlineData("The fault 'submit:boom' cannot be used: 'boom' is not a fault for this call", "--fault", "submit:boom")]
    [InlineData("--price must be an amount above zero and its unit, such as 0.05/output or 0.14/second, not '5'.", "--price", "5")]
    [InlineData("The folder of schemas does not exist: '", "missing")]
    public async Task Wrong_usage_is_told_and_nothing_listens(string told, params string[] args)
    {
        Directory.CreateDirectory(_tool.PathOf("schemas"));

        Assert.Equal(2, await RunAsync(CancellationToken.None, ["emulate", .. args]));
        Assert.Contains(told, _error.ToString(), StringComparison.Ordinal);
        Assert.False(_output.Text.IsCompleted);
    }

    [Fact]
    public async Task Faults_strike_from_the_start_and_the_page_and_its_requests_are_there()
    {
        _tool.Write("schemas/acme/star/input.json", """{ "type": "object", "properties": { "prompt": { "type": "string" } } }""");
        using var stop = new CancellationTokenSource();

        var run = RunAsync(stop.Token, "emulate", "--port", "0", "--fault", "catalog:503,times=2", "--fault", "job:fail=too dark,rate=10%");
        var page = (await _output.Text.WaitAsync(TimeSpan.FromMinutes(1))).Split("To use them in a browser, open ")[1].Trim();
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "emulator-token");
        var state = await http.GetFromJsonAsync<JsonElement>(page.TrimEnd('/'));
        var models = await http.GetAsync(new Uri(new Uri(page), "/v1/models"));
        var ended = await http.DeleteAsync(new Uri(new Uri(page), "faults"));
        var modelsAgain = await http.GetAsync(new Uri(new Uri(page), "/v1/models"));
        var html = await http.GetStringAsync(page);
        await stop.CancelAsync();

        Assert.Equal(130, await run);
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
    public async Task A_port_that_another_program_has_is_told()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        Directory.CreateDirectory(_tool.PathOf("schemas"));

        Assert.Equal(2, await RunAsync(CancellationToken.None, "emulate", "--port", $"{port}"));
        Assert.Contains($"{port}", _error.ToString(), StringComparison.Ordinal);
    }

    private Task<int> RunAsync(CancellationToken stop, params string[] args)
    {
        var host = new ToolHost
        {
            Console = new ToolConsole(_output, _error),
            Folder = _tool.Folder,
            Environment = static name => name == "NUGET_PACKAGES" ? "packages" : null,
        };
        return CommandRun.RunAsync(CommandRun.NewRoot("A test.", EmulateCommand.Build(host)), args, host, stop);
    }

    private sealed class Awaited : StringWriter
    {
        private readonly TaskCompletionSource<string> _text = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task<string> Text => _text.Task;

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            _text.TrySetResult(ToString());
            return Task.CompletedTask;
        }
    }
}
