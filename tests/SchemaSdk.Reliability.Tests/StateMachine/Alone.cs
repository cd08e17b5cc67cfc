namespace SchemaSdk.Reliability.Tests.StateMachine;

/// <summary>
/// The tests that must run alone, because they measure durations, have a tight time limit, or use <see cref="Play.Quiet"/>, which
/// watches the process's thread pool.
/// </summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
