using SchemaSdk;

namespace Quickstart;

/// <summary>Prints one line for each change of the state or the queue position.</summary>
internal sealed class PlainView : ProgressView, IProgress<JobStatus>
{
    private readonly Lock _lock = new();
    private JobStatus? _last;

    public override Task<T> ShowAsync<T>(Func<IProgress<JobStatus>, Task<T>> run) => run(this);

    public void Report(JobStatus value)
    {
        lock (_lock)
        {
            if (_last is null)
            {
                Console.WriteLine($"request  {value.RequestId}");
            }

            // Elapsed differs in every status, so it is not compared.
            if (_last is null || _last with { Elapsed = value.Elapsed } != value)
            {
                Console.WriteLine(StatusText.Line(value, value.Elapsed));
            }

            _last = value;
        }
    }
}
