namespace SchemaSdk.Reliability.Tests.StateMachine;

/// <summary>
/// The tests that must run alone, because <see cref="Play.Quiet"/> watches the thread pool of the process, because they measure
/// durations, or because their time limit allows for no other load.
/// </summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
