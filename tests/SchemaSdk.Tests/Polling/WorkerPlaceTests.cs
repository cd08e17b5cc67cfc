using SchemaSdk.Jobs.Polling;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Polling;

/// <summary>The places among all requests that the workers of a scheduler take.</summary>
public class WorkerPlaceTests
{
    [Fact]
    public async Task A_place_that_is_taken_between_two_polls_is_given_back_after_the_second()
    {
        var (allowance, asked) = (new OnePlace(), 0);
        using var disposed = new CancellationTokenSource();
        var scheduler = new PollScheduler(allowance, new FakeTime(), disposed.Token);
        allowance.GivenUp = () => Add(Job());

        Add(Job());

        await Soon.Until(() => Volatile.Read(ref asked) == 2);
        await Soon.Until(() => allowance.Taken == 0);
        Assert.Equal((2, 0), (Volatile.Read(ref asked), allowance.Taken));

        void Add(IdleJob job) => scheduler.Add(job, new IdleWaiter(job, wantsChanges: false), looksNow: true);

        IdleJob Job() => new()
        {
            Answer = () =>
            {
                Interlocked.Increment(ref asked);
                return PollResult.Failed(static () => new InvalidOperationException());
            },
        };
    }

    /// <summary>The place that the first poll gives up is a call's for a moment, and free when the second is about to be made.</summary>
    private sealed class OnePlace : IPollAllowance
    {
        private int _taken;
        private bool _isCalls;

        public int Taken => Volatile.Read(ref _taken);

        public Action? GivenUp { get; set; }

        public void WhenPlaced(Action placed)
        {
        }

        public bool TryEnter() => !_isCalls && Interlocked.CompareExchange(ref _taken, 1, 0) == 0;

        public bool MayGoOn() => false;

        public void Return()
        {
            Interlocked.Decrement(ref _taken);
            if (GivenUp is { } added)
            {
                (GivenUp, _isCalls) = (null, true);
                added();
                _isCalls = false;
            }
        }

        public TimeSpan TryTake() => TimeSpan.Zero;

        public void Spend()
        {
        }

        public void SpendSpare()
        {
        }

        public void CancelAside(CancellationTokenSource source) => throw new InvalidOperationException("Nothing was aborted.");
    }
}
