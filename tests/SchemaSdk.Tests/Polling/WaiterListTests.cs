using SchemaSdk.Jobs.Polling;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Polling;

public class WaiterListTests
{
    // Looking through all of them for each would take minutes.
    private const int Many = 200_000;

    private readonly PolledJob _job = new IdleJob();

    [Fact]
    public async Task Those_who_leave_do_not_look_through_those_who_stay() => await Soon.Async(Task.Run(() =>
    {
        var waiters = New(Many);

        foreach (var waiter in waiters)
        {
            _job.Remove(waiter);
        }

        Assert.False(_job.HasWaiters);
    }));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void One_who_leaves_takes_nobody_along(int who)
    {
        var waiters = New(3);

        _job.Remove(waiters[who]);
        _job.Remove(waiters[who]);

        Assert.Equal(waiters.Where(waiter => waiter != waiters[who]), Chain(_job.TakeAll()).Reverse());
        Assert.False(_job.HasWaiters);
    }

    [Fact]
    public void Who_was_told_and_leaves_then_takes_nobody_along()
    {
        var told = new IdleWaiter(_job, wantsChanges: true);
        var stays = new IdleWaiter(_job, wantsChanges: false);
        _job.Add(stays);
        _job.Add(told);

        var taken = _job.Take(new PollResult(new JobStatus { RequestId = "req-1", State = JobState.InQueue }, default, null));
        _job.Remove(told);

        Assert.Equal([told], Chain(taken));
        Assert.Equal([stays], Chain(_job.TakeAll()));
    }

    private PollWaiter[] New(int count)
    {
        PollWaiter[] waiters = [.. Enumerable.Range(0, count).Select(_ => new IdleWaiter(_job, wantsChanges: false))];
        Array.ForEach(waiters, _job.Add);
        return waiters;
    }

    private static IEnumerable<PollWaiter> Chain(PollWaiter? first)
    {
        for (var waiter = first; waiter is not null; waiter = waiter.Next)
        {
            yield return waiter;
        }
    }
}
