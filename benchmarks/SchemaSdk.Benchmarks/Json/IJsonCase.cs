namespace SchemaSdk.Benchmarks.Json;

/// <summary>A text that is read or written, in our way and in others.</summary>
internal interface IJsonCase
{
    /// <summary>The ways.</summary>
    IEnumerable<TimedCall> Calls { get; }
}
