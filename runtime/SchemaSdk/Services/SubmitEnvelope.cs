namespace SchemaSdk.Services;

/// <summary>The UTF-8 text that a service expects around an input, such as <c>{"input":</c> and <c>}</c>.</summary>
internal sealed record SubmitEnvelope(ReadOnlyMemory<byte> Before, ReadOnlyMemory<byte> After)
{
    internal byte[] Around(ReadOnlySpan<byte> input)
    {
        var body = new byte[Before.Length + input.Length + After.Length];
        Before.Span.CopyTo(body);
        input.CopyTo(body.AsSpan(Before.Length));
        After.Span.CopyTo(body.AsSpan(Before.Length + input.Length));
        return body;
    }
}
