using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SchemaSdk.Hosts.Tests.Bench;

namespace SchemaSdk.Hosts.Tests.Jobs;

/// <summary>A worker whose handler throws for an ended job, for longer than a moment.</summary>
public class UndeliveredTests
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(77), TimeSpan.FromSeconds(154), TimeSpan.FromMinutes(5)];

    private readonly Handed _broken = new() { Does = static (_, _) => throw new TimeoutException("The broker is away.") };
    private readonly HeardLog _log = new();
    private readonly HeldTime _time = new(Pauses);

    [Fact]
    public async Task A_job_is_delivered_by_another_process_once_a_handler_of_this_one_has_thrown_for_a_minute()
    {
        await using var shop = new Shop();
        var ledger = new MoodyLedger(new() { TimeProvider = _time });
        using var host = await StartAsync(shop, ledger);
        await UntilTriedAsync(1);
        _time.Pass(61);
        _time.EndPauses();
        await UntilTriedAsync(2);
        var kept = ledger.Released.Count;
        _time.EndPauses();
        await ledger.UntilReleasedAsync(1);

        var handed = new Handed();
        using var other = shop.Build(handed.Register, ledger: ledger);
        await other.StartAsync();
        await other.UntilAsync("order-1", LedgerState.Delivered);
        await Task.WhenAll(host.StopAsync(), other.StopAsync()).Soonish();

        Assert.Equal((0, 2), (kept, _broken.Ended.Count));
        Assert.Equal("order-1", Assert.Single(handed.Ended).Key);
        Assert.Equal([(3, "00:01:17"), (17, "00:02:34")], Errors());
    }

    [Fact]
    public async Task A_job_that_comes_back_is_tried_once_and_left_again_after_a_longer_pause()
    {
        await using var shop = new Shop();
        var ledger = new MoodyLedger(new() { TimeProvider = _time });
        using var host = await StartAsync(shop, ledger);
        for (var tries = 1; tries <= 2; tries++)
        {
            await UntilTriedAsync(tries);
            _time.Pass(61);
            _time.EndPauses();
        }

        await ledger.UntilReleasedAsync(1);
        await ledger.UntilLookedForWorkAsync();
        var triedWhileLeft = _broken.Ended.Count;
        _time.Pass(78);
        await UntilTriedAsync(3);
        await ledger.UntilLookedForWorkAsync();
        var triedInPause = _broken.Ended.Count;
        await host.StopAsync().Soonish();

        Assert.Equal((2, 3), (triedWhileLeft, triedInPause));
        Assert.Equal([(3, "00:01:17"), (17, "00:02:34"), (17, "00:05:00")], Errors());
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task A_job_is_tried_again_here_if_only_this_process_has_the_result_or_a_file(bool keepsResult, int files)
    {
        await using var shop = new Shop();
        var ledger = new MoodyLedger(new() { TimeProvider = _time, MaxResultBytes = keepsResult ? 1_000_000 : 0 });
        using var host = await StartAsync(shop, ledger, [.. Enumerable.Range(0, files).Select(number => $"/films/{number}.mp4")]);
        for (var tries = 1; tries <= 2; tries++)
        {
            await UntilTriedAsync(tries);
            _time.Pass(61);
            _time.EndPauses();
        }

        await UntilTriedAsync(3);
        await host.StopAsync().Soonish();

        Assert.Equal([3, 3, 3], Errors().Select(error => error.Id));
    }

    private async Task<IHost> StartAsync(Shop shop, MoodyLedger ledger, params string[] files)
    {
        var host = shop.Build(
            services =>
            {
                _broken.Register(services);
                services.AddLogging(logging => logging.AddProvider(_log));
            },
            options => options.RetryDelay = Pauses[0],
            ledger);
        if (ledger.Options.MaxResultBytes > 0)
        {
            ledger.Put(host.Jobs().IntentOf("order-1", Shop.Model, Shop.Input()) with
            {
                State = LedgerState.Ended,
                Service = "RunComfy",
                RequestId = "req-1",
                Result = "{}"u8.ToArray(),
                Files = files,
            });
            await host.StartAsync();
            return host;
        }

        await host.StartAsync();
        await host.EnqueueAsync("order-1");
        return host;
    }

    // The pause of the one before has ended.
    private Task UntilTriedAsync(int count) => Soon.Until(() => Task.FromResult(_broken.Ended.Count == count && _time.Pauses == 1));

    private IEnumerable<(int Id, string Delay)> Errors() => _log.Messages
        .Where(message => message.Id is 3 or 17)
        .Select(message => (message.Id, message.Text.Split(' ')[^1]));
}
