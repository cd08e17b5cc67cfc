namespace SchemaSdk.Jobs.Polling;

/// <summary>Jobs in the order in which they came. A job is in one list at a time: the links are its own.</summary>
internal struct JobList
{
    internal PolledJob? First { get; private set; }

    private PolledJob? _last;

    internal void Add(PolledJob job)
    {
        (job.Previous, job.Next) = (_last, null);
        if (_last is null)
        {
            First = job;
        }
        else
        {
            _last.Next = job;
        }

        _last = job;
    }

    /// <summary>Takes out the first; null if there is none.</summary>
    internal PolledJob? TakeFirst()
    {
        var first = First;
        if (first is not null)
        {
            Remove(first);
        }

        return first;
    }

    internal void Remove(PolledJob job)
    {
        if (job.Previous is { } previous)
        {
            previous.Next = job.Next;
        }
        else
        {
            First = job.Next;
        }

        if (job.Next is { } next)
        {
            next.Previous = job.Previous;
        }
        else
        {
            _last = job.Previous;
        }

        (job.Previous, job.Next) = (null, null);
    }
}
