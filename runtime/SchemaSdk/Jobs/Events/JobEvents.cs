namespace SchemaSdk.Jobs.Events;

/// <summary>Passes each event about a client's jobs to the job itself, and then to each observer, in order.</summary>
internal sealed class JobEvents(ILogger log, params IJobObserver[] observers)
{
    internal IJobObserver[] Observers { get; set; } = observers;

    internal void Pass(in JobEvent told)
    {
        Pass(told, told.Job);
        foreach (var observer in Observers)
        {
            Pass(told, observer);
        }
    }

    private void Pass(in JobEvent told, IJobObserver observer)
    {
        try
        {
            observer.Heard(told);
        }
        catch (Exception exception)
        {
            // An exception is only logged, because the event has happened and the caller must get its result.
            Log.CallbackThrew(log, key: null, exception.GetType().Name);
        }
    }
}

/// <summary>Observes a client's jobs. The events for one job arrive one at a time and in order.</summary>
internal interface IJobObserver
{
    /// <summary>Handles an event. An exception is only logged, and the caller still gets the request id and the result.</summary>
    void Heard(in JobEvent told);
}
