using SchemaSdk.Pipeline.InFlight;

namespace SchemaSdk.Tests.InFlight;

public class PlaceLineTests
{
    [Fact]
    public async Task A_wait_that_is_stopped_as_its_place_comes_ends_once_and_loses_no_place()
    {
        var all = new RequestsInFlight(1, TimeProvider.System, CancellationToken.None);
        for (var round = 0; round < 2_000; round++)
        {
            var held = await Soon.Async(all.EnterAsync(CancellationToken.None).AsTask());
            using var stop = new CancellationTokenSource();
            var waiting = EndAsync(all.EnterAsync(stop.Token));
            using var both = new Barrier(2);

            await Soon.Async(Task.WhenAll(
                Task.Run(() => AfterBoth(both, stop.Cancel)),
                Task.Run(() => AfterBoth(both, held.Dispose))));

            await Soon.Async(waiting);
            (await Soon.Async(all.EnterAsync(CancellationToken.None).AsTask())).Dispose();
        }
    }

    [Fact]
    public async Task Those_in_line_when_the_client_is_disposed_are_stopped_and_so_is_who_comes_later()
    {
        using var disposed = new CancellationTokenSource();
        var all = new RequestsInFlight(1, TimeProvider.System, disposed.Token);
        using var held = await Soon.Async(all.EnterAsync(CancellationToken.None).AsTask());
        Task<bool>[] waiting = [.. Enumerable.Range(0, 10).Select(_ => EndAsync(all.EnterAsync(CancellationToken.None)))];

        disposed.Cancel();

        Assert.DoesNotContain(true, await Soon.Async(Task.WhenAll(waiting)));
        Assert.False(await Soon.Async(EndAsync(all.EnterAsync(CancellationToken.None))));
    }

    private static void AfterBoth(Barrier both, Action act)
    {
        both.SignalAndWait();
        act();
    }

    /// <returns>True if it got a place, which it gives back.</returns>
    private static async Task<bool> EndAsync(ValueTask<RequestPlace> entering)
    {
        try
        {
            using var place = await entering;
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
