namespace SchemaSdk.Services;

/// <summary>The UTF-8 text that a service expects around an input, such as <c>{"input":</c> and <c>}</c>.</summary>
/// <param name="Before">The text before the input.</param>
/// <param name="After">The text after the input.</param>
public sealed record SubmitEnvelope(ReadOnlyMemory<byte> Before, ReadOnlyMemory<byte> After)
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
