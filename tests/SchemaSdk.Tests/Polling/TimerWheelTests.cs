using SchemaSdk.Jobs.Polling;

namespace SchemaSdk.Tests.Polling;

public class TimerWheelTests
{
    [Fact]
    public void Whatever_is_added_and_removed_comes_when_it_is_due_and_never_before()
    {
        var random = new Random(3);
        var wheel = new TimerWheel();
        List<PolledJob> held = [];
        var now = 0L;
        for (var round = 0; round < 2000; round++)
        {
            for (var more = random.Next(4); more > 0; more--)
            {
                // Up to four turns ahead, and sometimes late already.
                var job = new IdleJob() { Due = now + random.NextInt64(-TimeSpan.TicksPerSecond, 100 * TimeSpan.TicksPerSecond) };
                wheel.Add(job);
                held.Add(job);
            }

            if (held.Count > 0 && random.Next(5) == 0)
            {
                wheel.Remove(held[^1]);
                held.RemoveAt(held.Count - 1);
            }

            Assert.Equal(held.Count == 0 ? long.MaxValue : held.Min(job => job.Due), wheel.NextDue());
            now += random.NextInt64(random.Next(20) == 0 ? 60 * TimeSpan.TicksPerSecond : TimeSpan.TicksPerSecond);
            HashSet<PolledJob> taken = [];
            JobList due = default;
            wheel.TakeDue(now, ref due);
            while (due.TakeFirst() is { } job)
            {
                taken.Add(job);
            }

            Assert.True(taken.SetEquals(held.Where(job => job.Due <= now)));
            held.RemoveAll(taken.Contains);
            Assert.Equal(held.Count, wheel.Count);
        }
    }

    [Fact]
    public void A_hundred_thousand_jobs_of_one_slot_come_at_the_cost_of_looking_at_each_once()
    {
        // Half of them are due a little before the other half: looking again for each that is taken would be over a billion.
        const int Jobs = 100_000;
        var wheel = new TimerWheel();
        for (var job = 0; job < Jobs; job++)
        {
            wheel.Add(new IdleJob() { Due = job < Jobs / 2 ? 10 : 0 });
        }

        JobList due = default;
        var watch = System.Diagnostics.Stopwatch.StartNew();
        wheel.TakeDue(5, ref due);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.Equal(Jobs / 2, wheel.Count);
    }
}
