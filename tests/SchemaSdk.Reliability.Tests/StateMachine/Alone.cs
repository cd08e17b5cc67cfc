namespace SchemaSdk.Reliability.Tests.StateMachine;

/// <summary>
/// The tests that must run alone, because <see cref="Play.Quiet"/> watches the thread pool of the process, or because they measure
/// durations.
/// </summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
