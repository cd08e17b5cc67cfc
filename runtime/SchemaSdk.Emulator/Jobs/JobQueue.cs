namespace SchemaSdk.Emulation.Jobs;

/// <summary>The jobs that are waiting in the emulator, in the order in which they start. Not thread-safe; the owner must lock.</summary>
internal sealed class JobQueue
{
    private static readonly Comparer<Job> ByStart = Comparer<Job>.Create(static (left, right) =>
    {
        var order = left.Course.StartsAt.CompareTo(right.Course.StartsAt);
        return order != 0 ? order : left.Number.CompareTo(right.Number);
    });

    private readonly List<Job> _waiting = [];

    public void Add(Job job) => _waiting.Insert(~_waiting.BinarySearch(job, ByStart), job);

    public void Clear() => _waiting.Clear();

    /// <summary>Removes a cancelled job, so that the jobs behind it move up.</summary>
    public void Remove(Job job)
    {
        var place = _waiting.BinarySearch(job, ByStart);
        if (place >= 0)
        {
            _waiting.RemoveAt(place);
        }
    }

    public int CountAhead(Job job, DateTimeOffset now)
    {
        var started = _waiting.TakeWhile(waiting => waiting.Course.StartsAt <= now).Count();
        _waiting.RemoveRange(0, started);

        var place = _waiting.BinarySearch(job, ByStart);
        return place >= 0 ? place : 0; // not found: the clock was set back after the job had started
    }
}
