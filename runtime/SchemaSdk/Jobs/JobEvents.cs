namespace SchemaSdk.Jobs;

/// <summary>The one stream of what happens to the jobs of a client, and those who hear it.</summary>
/// <param name="observers">In the order in which they hear it.</param>
internal sealed class JobEvents(params IJobObserver[] observers)
{
    private IJobObserver[] _observers = observers;

    /// <summary>Lets one more hear, after the others. A job that is under way is heard of from then on.</summary>
    internal void Add(IJobObserver observer) => _observers = [.. _observers, observer];

    /// <summary>Tells what is to happen, and waits until everybody has heard it.</summary>
    /// <exception cref="Exception">Somebody refuses it, and nothing may leave.</exception>
    // Most have heard at once, and then nothing is made for it.
    internal ValueTask BeforeAsync(JobEvent told, CancellationToken cancellationToken)
    {
        var observers = Volatile.Read(ref _observers);
        for (var next = 0; next < observers.Length; next++)
        {
            var hearing = BeforeAsync(observers[next], told, cancellationToken);
            if (!hearing.IsCompletedSuccessfully)
            {
                return RestAsync(hearing, observers.AsMemory(next + 1), told, cancellationToken);
            }
        }

        return default;
    }

    /// <summary>Tells what has happened.</summary>
    internal void Tell(in JobEvent told)
    {
        foreach (var observer in Volatile.Read(ref _observers))
        {
            try
            {
                observer.Heard(told);
            }
            catch (Exception exception)
            {
                // It is raised like that of a task that nobody awaits: the job's event has happened, even if an observer fails on it.
                _ = Task.FromException(exception);
            }
        }
    }

    private static async ValueTask RestAsync(
        ValueTask hearing, ReadOnlyMemory<IJobObserver> rest, JobEvent told, CancellationToken cancellationToken)
    {
        await hearing.ConfigureAwait(false);
        for (var next = 0; next < rest.Length; next++)
        {
            await BeforeAsync(rest.Span[next], told, cancellationToken).ConfigureAwait(false);
        }
    }

    // It makes no difference whether it throws at once or later.
    private static ValueTask BeforeAsync(IJobObserver observer, JobEvent told, CancellationToken cancellationToken)
    {
        try
        {
            return observer.BeforeAsync(told, cancellationToken);
        }
        catch (Exception exception)
        {
            return ValueTask.FromException(exception);
        }
    }
}
