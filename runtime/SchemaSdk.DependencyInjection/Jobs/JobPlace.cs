namespace SchemaSdk.DependencyInjection.Jobs;

/// <summary>The place of a job among those that are to be submitted. It may be given back more than once.</summary>
internal sealed class JobPlace(Action end) : IDisposable
{
    private int _isOver;

    /// <summary>
    /// The time for which the place stays taken after its job was given back, so that others take that up first; zero: none.
    /// </summary>
    internal TimeSpan Rest { get; set; }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 0)
        {
            end();
        }
    }
}
