using Microsoft.AspNetCore.Builder;

namespace SchemaSdk.Integration.Tests.Hosts.Callbacks;

/// <summary>Tests that a callback is only a hint, and that only the service's answer to a poll determines the state of a job.</summary>
public class CallbackTests
{
    // How long a reader of callbacks pauses after it has looked up an id that is not in the ledger.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly PassingTime _time = new();

    [Fact]
    public async Task A_forged_callback_changes_nothing()
    {
        await using var shop = Shop.Running(_time, TimeSpan.FromHours(1));
        await using var app = await CallbackApp.OpenAsync(shop);
        var id = await app.AcceptedAsync(shop);
        var before = shop.Looks;

        var forged = $$"""{"request_id":"{{id}}","status":"succeeded","output":{"video":"https://evil.example/a.mp4"} }""";
        Assert.Equal(202, await app.PostAsync(forged));
        await shop.UntilLookedAsync(before + 1);
        var looked = await app.Jobs.HintAsync(id).Soonish();   // waits until the poll that the callback caused has ended

        Assert.Equal((LedgerState.Accepted, before + 1), (looked!.State, shop.Looks));
    }

    [Fact]
    public async Task Callbacks_need_no_authorization_even_if_the_application_requires_it_by_default()
    {
        await using var shop = Shop.Running(_time);
        await using var app = await CallbackApp.OpenAsync(shop, isClosed: true);

        Assert.Equal(202, await app.PostAsync("""{"request_id":"a"}"""));
    }

    [Fact]
    public async Task Callbacks_need_the_authorization_that_the_application_requires_for_their_endpoint()
    {
        await using var shop = Shop.Running(_time);
        await using var app = await CallbackApp.OpenAsync(shop, convention: static endpoint => endpoint.RequireAuthorization());

        Assert.False(app.AllowsAnyCaller);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"request_id\":")]
    [InlineData("{\"request_id\":\"../../v1/models\"}")]
    [InlineData("deeply nested")]
    [InlineData("{\"request_id\":\"a\"}", "%00")]
    [InlineData("{\"request_id\":\"a\"}", "a%0Ab")]
    [InlineData("{\"request_id\":\"a\"}", "%EF%BF%BD")]
    [InlineData("{\"request_id\":\"a\"}", "a long one")]
    public async Task A_callback_without_a_usable_id_or_with_an_invalid_key_is_refused_and_not_looked_up(string body, string? key = null)
    {
        await using var shop = Shop.Running(_time);
        var ledger = new UnreliableLedger(new() { TimeProvider = new HeldTime(Pause) });
        await using var app = await CallbackApp.OpenAsync(shop, ledger: ledger);
        var query = key is null ? "" : $"?key={(key == "a long one" ? new string('k', 201) : key)}";

        Assert.Equal(400, await app.PostAsync(
            body == "deeply nested" ? $$"""{"a":{{string.Concat(Enumerable.Repeat("[", 200_000))}}""" : body, $"/callbacks{query}"));

        // Sends one callback per reader. A reader that finds no job pauses for the rest of the test, so a lookup of the refused callback
        // would leave only seven readers.
        var valid = new string('k', 200);
        foreach (var at in Enumerable.Range(0, 8))
        {
            Assert.Equal(202, await app.PostAsync($$"""{"request_id":"id-{{at}}"}""", $"/callbacks?key={valid}"));
        }

        await Soon.Until(() => ledger.AskedKeys.Count(asked => asked == valid) == 8);
        Assert.Equal(8, ledger.AskedById);
    }

    [Fact]
    public async Task Callbacks_are_looked_up_outside_the_context_of_the_request_that_delivers_them()
    {
        var request = new AsyncLocal<string?>();
        var seen = new TaskCompletionSource<string?>();
        var ledger = new UnreliableLedger
        {
            AfterById = () =>
            {
                seen.TrySetResult(request.Value);
                return Task.CompletedTask;
            },
        };
        await using var shop = Shop.Running(_time);
        await using var app = await CallbackApp.OpenAsync(shop, ledger: ledger, convention: endpoint => endpoint.Add(builder =>
        {
            var next = builder.RequestDelegate!;
            builder.RequestDelegate = context =>
            {
                request.Value = "a request";
                return next(context);
            };
        }));

        await app.PostAsync("""{"request_id":"a"}""");

        Assert.Null(await seen.Task.Soonish());
    }

    [Fact]
    public async Task Callbacks_fail_in_a_process_without_a_token()
    {
        await using var shop = Shop.Running(_time);
        await using var app = await CallbackApp.OpenAsync(shop, hasToken: false);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => app.PostAsync("""{"request_id":"a"}"""));

        Assert.Contains("ModelClientOptions.ApiToken", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1_500, false, 202)]
    [InlineData(1_500, true, 202)]
    [InlineData(2_500, false, 413)]
    [InlineData(2_500, true, 413)]
    public async Task The_limit_of_a_body_may_be_higher_than_that_of_the_server(int length, bool isChunked, int status)
    {
        await using var shop = Shop.Running(_time);
        await using var app = await CallbackApp.OpenAsync(shop, options => options.MaxBodyBytes = 2_000, serverLimit: 1_000);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(app.Address, "/callbacks"))
        {
            Content = new StringContent("""{"request_id":"a"}""".PadRight(length)),
            Headers = { TransferEncodingChunked = isChunked },
        };

        using var answer = await http.SendAsync(request).Soonish();

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task While_the_ledger_is_unreachable_each_reader_pauses_after_a_failure_even_if_the_log_fails(bool isLogBroken)
    {
        await using var shop = Shop.Running(_time);
        var time = new HeldTime(Pause);
        var ledger = new UnreliableLedger(new() { TimeProvider = time }) { Away = new ModelLedgerException("The database is away.") };
        using var log = new HeardLog("SchemaSdk.ModelCallbacks") { IsBroken = isLogBroken };
        await using var app = await CallbackApp.OpenAsync(shop, ledger: ledger, log: log);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => app.PostAsync($$"""{"request_id":"id-{{i}}"}""")));

        await Soon.Until(() => ledger.AskedById == 8 && time.Pauses == 8);
        time.EndPauses();
        await Soon.Until(() => ledger.AskedById == 16);
    }
}
