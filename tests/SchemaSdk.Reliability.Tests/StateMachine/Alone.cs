namespace SchemaSdk.Reliability.Tests.StateMachine;

/// <summary>
/// The tests that must run alone: they measure durations, have a tight time limit, or use <see cref="Play.Quiet"/>, which watches the
/// thread pool of the process.
/// </summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
