namespace SchemaSdk.Tests.Json;

/// <summary>The rules of <see cref="VideoInput"/>, in the form that the generator produces.</summary>
internal static class VideoRules
{
    public const string Text = """
        Input: object
            prompt: required string of 0..5 characters
            duration: integer 3..15
            cfg_scale: number, at least 0
            aspect_ratio: string, one of "16:9" "9:16" "1:1"
            multi_prompt: array of 1..2 items
                item: see Item
            "a/b~c": see Item
        Item: object
            prompt: required string of 1 or more characters
            duration: integer, at least 3
        """;

    private static readonly InputRules Rules = new(Text);

    public static IReadOnlyList<ValidationError> Check(ReadOnlySpan<byte> utf8Json) => Rules.Check(utf8Json);
}
