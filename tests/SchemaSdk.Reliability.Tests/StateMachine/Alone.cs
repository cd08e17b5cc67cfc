namespace SchemaSdk.Reliability.Tests.StateMachine;

/// <summary>Tests that run while no other does: <see cref="Play.Quiet"/> watches the thread pool of the process.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
