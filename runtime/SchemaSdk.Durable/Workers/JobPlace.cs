namespace SchemaSdk.Durable.Workers;

/// <summary>
/// The place of a job in this process, and among those that are to be submitted if it is one. It may be given back more than once.
/// </summary>
internal sealed class JobPlace(Action end) : IDisposable
{
    private int _isOver;

    /// <summary>True once this process could not go on with its job, and another one may.</summary>
    internal bool IsLeft { get; set; }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 0)
        {
            end();
        }
    }
}
