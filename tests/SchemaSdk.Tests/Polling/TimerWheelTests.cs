using SchemaSdk.Polling;

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
                var job = new PolledJob(null!) { Due = now + random.NextInt64(-TimeSpan.TicksPerSecond, 100 * TimeSpan.TicksPerSecond) };
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
            while (wheel.TakeDue(now) is { } job)
            {
                taken.Add(job);
            }

            Assert.True(taken.SetEquals(held.Where(job => job.Due <= now)));
            held.RemoveAll(taken.Contains);
            Assert.Equal(held.Count, wheel.Count);
        }
    }
}
