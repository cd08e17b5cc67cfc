using System.Text.Json.Nodes;
using SchemaSdk.Emulation;
using SchemaSdk.Hosts.Tests.Bench;

namespace SchemaSdk.Hosts.Tests.Callbacks;

/// <summary>A callback is a hint: what the service says of the job decides.</summary>
public class CallbackTests
{
    private readonly FakeTime _time = new();

    [Fact]
    public async Task A_callback_ends_the_wait_for_a_job_that_has_ended()
    {
        await using var shop = Running();
        await using var door = await Door.OpenAsync(shop);
        var id = await door.AcceptedAsync(shop);
        _time.Pass(3600);

        Assert.Equal(202, await door.PostAsync($$"""{"request_id":"{{id}}","status":"succeeded"}"""));
        await door.UntilAsync("order-1", LedgerState.Delivered);

        Assert.Equal(1, shop.Service.RequestsOf(EmulatorCall.Result));
    }

    [Fact]
    public async Task A_forged_callback_changes_nothing()
    {
        await using var shop = Running();
        await using var door = await Door.OpenAsync(shop);
        var id = await door.AcceptedAsync(shop);
        var before = shop.Service.RequestsOf(EmulatorCall.Status);

        var forged = $$"""{"request_id":"{{id}}","status":"succeeded","output":{"video":"https://evil.example/a.mp4"} }""";
        Assert.Equal(202, await door.PostAsync(forged));
        await Soon.Until(() => Task.FromResult(shop.Service.RequestsOf(EmulatorCall.Status) == before + 1));

        Assert.Equal(LedgerState.Accepted, (await door.Jobs.FindAsync("order-1"))!.State);
    }

    [Fact]
    public async Task A_flood_of_forged_callbacks_for_one_job_costs_one_read_in_an_interval()
    {
        await using var shop = Running(TimeSpan.FromHours(1));
        await using var door = await Door.OpenAsync(shop);
        var id = await door.AcceptedAsync(shop);
        var before = shop.Service.Requests;

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 500).Select(i => door.PostAsync($$"""{"request_id":"{{(i % 2 == 0 ? id : $"forged-{i}")}}"}""")));
        await Soon.Until(() => Task.FromResult(shop.Service.Requests > before));
        await door.Jobs.HintAsync(id);

        Assert.All(answers, answer => Assert.Equal(202, answer));
        Assert.Equal(before + 1, shop.Service.Requests);
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("[]", 400)]
    [InlineData("{\"request_id\":", 400)]
    [InlineData("{\"request_id\":\"../../v1/models\"}", 400)]
    [InlineData("{\"request_id\":\"unknown\"}", 202)]
    public async Task A_body_without_a_usable_id_is_refused_and_costs_no_request(string body, int status)
    {
        await using var shop = Running();
        await using var door = await Door.OpenAsync(shop);

        Assert.Equal(status, await door.PostAsync(body));
        Assert.Equal(0, shop.Service.Requests);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        await using var shop = Running();
        await using var door = await Door.OpenAsync(shop, options => options.MaxBodyBytes = 100);

        Assert.Equal(413, await door.PostAsync($$"""{"request_id":"a","more":"{{new string('x', 200)}}"}"""));
        Assert.Equal(202, await door.PostAsync("""{"request_id":"a"}"""));
    }

    [Fact]
    public async Task A_deep_body_is_no_harder_than_another()
    {
        await using var shop = Running();
        await using var door = await Door.OpenAsync(shop);
        var deep = string.Concat(Enumerable.Repeat("[", 200_000));

        Assert.Equal(400, await door.PostAsync($$"""{"a":{{deep}}"""));
    }

    [Theory]
    [InlineData(Shop.Model, LedgerState.Delivered)]
    [InlineData("acme/other", LedgerState.Unknown)]
    [InlineData(null, LedgerState.Unknown)]
    public async Task A_callback_that_names_an_unknown_key_settles_it_if_the_service_names_the_model(string? told, LedgerState state)
    {
        await using var shop = new Shop();
        shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse));
        await using var door = await Door.OpenAsync(shop, inFront: new Naming(told));
        await door.EnqueueAsync("order-1");
        await door.UntilAsync("order-1", LedgerState.Unknown);
        var id = shop.Service.BilledRequestIds[0];

        Assert.Equal(202, await door.PostAsync($$"""{"request_id":"{{id}}"}""", "/callbacks/order-1"));
        await Soon.Until(() => Task.FromResult(shop.Service.RequestsOf(EmulatorCall.Result) > 0));
        await door.UntilAsync("order-1", state);

        Assert.Equal(1, shop.Service.RequestsOf(EmulatorCall.Submit));
        Assert.Equal(state == LedgerState.Unknown ? null : "a callback, confirmed by the service",
            (await door.Jobs.FindAsync("order-1"))!.SettledBy);
    }

    private Shop Running(TimeSpan? interval = null) => new(new()
    {
        QueueTime = TimeSpan.Zero,
        RunTime = TimeSpan.FromMinutes(10),
        TimeProvider = _time,
    })
    {
        HintInterval = interval ?? TimeSpan.FromMilliseconds(20),
    };

    /// <summary>Writes the model into results, as a service may.</summary>
    private sealed class Naming(string? model) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (model is not null && request.RequestUri!.AbsolutePath.EndsWith("/result", StringComparison.Ordinal))
            {
                var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!;
                body["model_id"] = model;
                response.Content = new StringContent(body.ToJsonString());
            }

            return response;
        }
    }
}
