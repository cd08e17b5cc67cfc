namespace SchemaSdk.Tests.Bench;

/// <summary>Records each report synchronously.</summary>
internal sealed class Reports<T>(Action<T>? then = null) : IProgress<T>
{
    public List<T> All { get; } = [];

    public void Report(T value)
    {
        All.Add(value);
        then?.Invoke(value);
    }
}
