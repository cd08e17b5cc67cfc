namespace SchemaSdk.Emulation.Jobs;

/// <summary>
/// Determines how long jobs wait and run. With the same options, the n-th job always gets the same times, regardless of the order in which
/// threads run.
/// </summary>
internal sealed class JobTimes(ModelEmulatorOptions options)
{
    public (TimeSpan Queue, TimeSpan Run) Of(long number)
    {
        if (options.QueueTimes is null && options.RunTimes is null)
        {
            return (options.QueueTime, options.RunTime);
        }

        // Queue times and run times have separate random numbers, so changing one distribution does not affect the other.
        return (
            options.QueueTimes?.Draw(RandomOf(number, kind: 0)) ?? options.QueueTime,
            options.RunTimes?.Draw(RandomOf(number, kind: 1)) ?? options.RunTime);
    }

    // Consecutive seeds would give correlated random numbers, so splitmix64 scrambles the seeds.
    private Random RandomOf(long number, int kind)
    {
        unchecked
        {
            var scattered = ((ulong)(uint)options.Seed << 32) + (((ulong)number * 2) + (ulong)kind + 1) * 0x9E3779B97F4A7C15;
            scattered = (scattered ^ (scattered >> 30)) * 0xBF58476D1CE4E5B9;
            scattered = (scattered ^ (scattered >> 27)) * 0x94D049BB133111EB;
            return new Random((int)(scattered ^ (scattered >> 31)));
        }
    }
}
