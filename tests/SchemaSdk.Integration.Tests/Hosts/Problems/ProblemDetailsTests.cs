using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;

namespace SchemaSdk.Integration.Tests.Hosts.Problems;

public sealed class ProblemDetailsTests : IAsyncLifetime
{
    private readonly Shop _shop = new();
    private readonly TemporaryFolder _folder = new();
    private WebApplication? _app;

    [Fact]
    public async Task A_wrong_input_is_400_with_its_errors_by_json_pointer()
    {
        var client = await StartAsync(services => services.AddModelProblemDetails());

        using var answer = await client.PostAsJsonAsync("/films/order-1", new { prompt = "a boat", duration = 99, cfg_scale = "much" });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var errors = problem.GetProperty("errors");
        Assert.Equal(["/cfg_scale", "/duration"], errors.EnumerateObject().Select(error => error.Name).Order());
        Assert.Contains("99", errors.GetProperty("/duration")[0].GetString(), StringComparison.Ordinal);
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
    }

    [Fact]
    public async Task A_caller_that_does_not_accept_json_gets_the_status()
    {
        var client = await StartAsync(services => services.AddModelProblemDetails());
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");

        using var answer = await client.PostAsJsonAsync("/films/order-1", new { prompt = 7 });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Other_exceptions_are_left_to_other_handlers()
    {
        var client = await StartAsync(services => services.AddModelProblemDetails());

        using var answer = await client.GetAsync(new Uri("/broken", UriKind.Relative));

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
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
        await _app.StartAsync();
        return _app.GetTestClient();
    }

    private async Task EnqueueAsync(HttpContext context) => await _app!.Services.GetRequiredService<IModelJobs>().EnqueueAsync(
        KeyOf(context), Shop.Model, await context.Request.ReadFromJsonAsync<JsonElement>());

    private async Task SendFileAsync()
    {
        using var http = new HttpClient(_shop.Service.CreateHandler());
        using var client = new RunComfyClient(http, new() { ApiToken = _shop.Service.Token, BaseAddress = _shop.Service.Address });
        await client.Kling.Kling3_0.Standard.ImageToVideo.RunAsync(
            new() { Prompt = "a boat", StartImageUrl = ModelFile.FromPath(_folder.File("start.png")) });
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
