using SchemaSdk.Pipeline.InFlight;

namespace SchemaSdk.Tests.InFlight;

public class RequestsInFlightTests
{
    [Fact]
    public async Task A_wait_that_is_canceled_as_its_turn_comes_ends_once_and_keeps_the_capacity()
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

        using var last = await Soon.Async(all.EnterAsync(CancellationToken.None).AsTask());
        using var end = new CancellationTokenSource();
        var beyond = all.EnterAsync(end.Token).AsTask();
        Assert.False(beyond.IsCompleted);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => beyond);
    }

    [Fact]
    public async Task A_clock_that_throws_after_the_wait_for_a_slot_keeps_the_capacity()
    {
        var reads = 0;
        var all = new RequestsInFlight(1, new BrokenTime { FailsToRead = () => ++reads == 2 }, CancellationToken.None);
        await Assert.ThrowsAsync<FormatException>(() => all.EnterAsync(CancellationToken.None).AsTask());

        var next = all.EnterAsync(CancellationToken.None).AsTask();

        Assert.True(next.IsCompletedSuccessfully);
    }

    private static void AfterBoth(Barrier both, Action act)
    {
        both.SignalAndWait();
        act();
    }

    private static async Task EndAsync(ValueTask<RequestSlot> entering)
    {
        try
        {
            (await entering).Dispose();
        }
        catch (OperationCanceledException)
        {
        }
    }
}
