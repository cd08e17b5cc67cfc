namespace SchemaSdk.Extensions.AI.Inputs;

/// <summary>An input of a model: one that the application made, or one that was mapped from options.</summary>
// Number: the position of this input's run in the call, counted from 1.
internal sealed record AdaptedInput<TInput>(TInput? Own, MappedInput? Mapped, int Number = 1);
