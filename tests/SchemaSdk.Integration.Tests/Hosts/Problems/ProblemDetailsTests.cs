using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;

namespace SchemaSdk.Integration.Tests.Hosts.Problems;

public sealed class ProblemDetailsTests : IAsyncLifetime
{
    private readonly Shop _shop;
    private readonly TemporaryFolder _folder = new();
    private WebApplication? _app;
    private EmulatedPrice? _price = EmulatedPrice.PerOutput(0.14m);

    public ProblemDetailsTests() =>
        _shop = new(new() { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero, Price = _ => _price });

    [Fact]
    public async Task A_wrong_input_is_400_with_its_errors_by_json_pointer_if_the_caller_accepts_json()
    {
        var client = await StartAsync(services => services.AddModelProblemDetails());

        using var answer = await client.PostAsJsonAsync("/films/order-1", new { prompt = "a boat", duration = 99, cfg_scale = "much" });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var errors = problem.GetProperty("errors");
        Assert.Equal(["/cfg_scale", "/duration"], errors.EnumerateObject().Select(error => error.Name).Order());
        Assert.Contains("99", errors.GetProperty("/duration")[0].GetString(), StringComparison.Ordinal);

        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var bare = await client.PostAsJsonAsync("/films/order-1", new { prompt = 7 });
        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);
    }

    [Theory]
    [InlineData("/films/order-1")]
    [InlineData("/runs/order-1")]
    public async Task A_key_with_another_input_is_409_and_does_not_reveal_the_known_input(string again)
    {
        var client = await StartAsync(services => services.AddModelProblemDetails());
        using var first = await client.PostAsJsonAsync("/films/order-1", new { prompt = "a boat" });
        var known = await _app!.Services.GetRequiredService<IModelJobs>().FindAsync("order-1");

        using var second = await client.PostAsJsonAsync(again, new { prompt = "another boat" });

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict), (first.StatusCode, second.StatusCode));
        var text = await second.Content.ReadAsStringAsync();
        Assert.Contains("The key is in use for another job.", text, StringComparison.Ordinal);
        Assert.DoesNotContain(known!.InputHash, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(402)]
    [InlineData(429)]
    public async Task A_run_beyond_its_budget_is_402_or_429_and_does_not_reveal_amounts(int status)
    {
        var client = await StartAsync(services => services.AddModelProblemDetails(status));

        using var answer = await client.PostAsJsonAsync("/runs/order-1?max=0.0625", new { prompt = "a boat" });

        Assert.Equal(status, (int)answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("The run exceeds a budget.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("0.0625", text, StringComparison.Ordinal);
        Assert.DoesNotContain("0.14", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unreadable_price_and_other_exceptions_are_left_to_other_handlers()
    {
        _price = null;
        var client = await StartAsync(services => services.AddModelProblemDetails());

        using var broken = await client.GetAsync(new Uri("/broken", UriKind.Relative));
        using var answer = await client.PostAsJsonAsync("/runs/order-1?max=0.0625", new { prompt = "a boat" });

        Assert.Equal((HttpStatusCode.InternalServerError, HttpStatusCode.InternalServerError), (broken.StatusCode, answer.StatusCode));
        Assert.DoesNotContain("budget", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "readable")]
    [InlineData("", "minBytes")]
    public async Task A_file_of_the_server_that_cannot_be_sent_is_left_to_other_handlers_and_its_path_is_not_revealed(
        string? content, string rule)
    {
        var client = await StartAsync(services => services.AddModelProblemDetails());
        await (content is null ? Task.CompletedTask : File.WriteAllTextAsync(_folder.File("start.png"), content));

        using var answer = await client.GetAsync(new Uri("/file", UriKind.Relative));
        var exception = await Assert.ThrowsAsync<ModelInputException>(SendFileAsync);

        Assert.Equal(rule, Assert.Single(exception.Errors).Rule);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.DoesNotContain("start.png", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/copy", "/start_image_url", "The file has 20 bytes; at most 10 bytes are allowed.")]
    [InlineData("/list", "/images", "at most 10 items")]
    public async Task An_input_that_the_caller_can_correct_is_400_and_does_not_reveal_the_paths_of_its_files(
        string path, string pointer, string message)
    {
        var client = await StartAsync(services => services.AddModelProblemDetails());

        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Contains(message, problem.GetProperty("errors").GetProperty(pointer)[0].GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetFileName(_folder.Path), $"{problem}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_status_for_a_budget_other_than_402_and_429_is_refused()
    {
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceCollection().AddModelProblemDetails(500));

        Assert.Contains("402 or 429", refusal.Message, StringComparison.Ordinal);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        await _shop.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<HttpClient> StartAsync(Action<IServiceCollection> register)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseTestServer();
        builder.Services.AddRoutingCore();
        _shop.Register(builder.Services);
        register(builder.Services);
        _app = builder.Build();
        _app.UseExceptionHandler();
        _app.UseRouting();
        _app.MapPost("/films/{key}", (RequestDelegate)EnqueueAsync);
        _app.MapPost("/runs/{key}", (RequestDelegate)RunAsync);
        _app.MapGet("/broken", (RequestDelegate)(_ => throw new ModelLedgerException("The ledger is away.")));
        _app.MapGet("/file", (RequestDelegate)(_ => SendFileAsync()));
        _app.MapGet("/copy", (RequestDelegate)(_ => SendCopyAsync()));
        _app.MapGet("/list", (RequestDelegate)(_ => SendListAsync()));
        await _app.StartAsync();
        return _app.GetTestClient();
    }

    private async Task EnqueueAsync(HttpContext context) => await _app!.Services.GetRequiredService<IModelJobs>().EnqueueAsync(
        KeyOf(context), Shop.Model, await context.Request.ReadFromJsonAsync<JsonElement>());

    private Task SendFileAsync() => SendAsync(client => client.Kling.Kling3_0.Standard.ImageToVideo.RunAsync(
        new() { Prompt = "a boat", StartImageUrl = ModelFile.FromPath(_folder.File("start.png")) }));

    private Task SendCopyAsync() => SendAsync(client => client.Kling.Kling3_0.Standard.ImageToVideo.RunAsync(
        new() { Prompt = "a boat", StartImageUrl = ModelFile.FromStream(new MemoryStream(new byte[20]), "image/png") },
        new RunOptions { Key = "order-1" }));

    private Task SendListAsync() => SendAsync(client => client.Openai.GptImage2.Edit.RunAsync(
        new() { Prompt = "a boat", Images = [.. Enumerable.Range(0, 11).Select(at => ModelFile.FromPath(_folder.File($"{at}.png")))] }));

    private async Task SendAsync(Func<RunComfyClient, Task> send)
    {
        using var http = new HttpClient(_shop.Service.CreateHandler());
        await using var ledger = new MemoryJobLedger(_shop.Jobs, new() { InputFolder = _folder.File("inputs") });
        var options = new ModelClientOptions { ApiToken = _shop.Service.Token, BaseAddress = _shop.Service.Address, Ledger = ledger };
        options.Uploads.MaxImageBytes = 10;
        using var client = new RunComfyClient(http, options);
        await send(client);
    }

    private async Task RunAsync(HttpContext context) => await _app!.Services.GetRequiredService<RunComfyClient>().RunAsync(
        Shop.Model,
        await context.Request.ReadFromJsonAsync<JsonElement>(),
        new RunOptions
        {
            Key = KeyOf(context),
            MaxPriceUsd = context.Request.Query["max"].ToString() is { Length: > 0 } max
                ? decimal.Parse(max, System.Globalization.CultureInfo.InvariantCulture)
                : null,
        });

    private static string KeyOf(HttpContext context) => (string)context.Request.RouteValues["key"]!;
}
