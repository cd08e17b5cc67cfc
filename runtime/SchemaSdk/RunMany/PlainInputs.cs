namespace SchemaSdk.RunMany;

/// <summary>Inputs that are available without waiting, such as those of a list.</summary>
internal sealed class PlainInputs<TInput>(IEnumerator<TInput> inputs) : IAsyncEnumerator<TInput>
{
    public TInput Current => inputs.Current;

    public ValueTask<bool> MoveNextAsync() => new(inputs.MoveNext());

    public ValueTask DisposeAsync()
    {
        inputs.Dispose();
        return ValueTask.CompletedTask;
    }
}
