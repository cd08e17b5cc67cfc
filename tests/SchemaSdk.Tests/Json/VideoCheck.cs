using SchemaSdk.CompilerServices;

namespace SchemaSdk.Tests.Json;

/// <summary>The check of <see cref="VideoInput"/>, written by hand as the generator writes it.</summary>
internal static class VideoCheck
{
    public static IReadOnlyList<ValidationError> Run(ReadOnlySpan<byte> utf8Json) => JsonCheck.Run(utf8Json, Input);

    private static void Input(ref JsonCheck v)
    {
        for (var o = v.Object(VideoNames.Input, 1); o.Next(ref v);)
        {
            switch (o.Member)
            {
                case 0: v.String(); v.Length(0, 5); break;
                case 1: v.Integer(3, 15); break;
                case 2: v.Number(0); break;
                case 3: v.String(VideoNames.AspectRatio); break;
                case 5: MultiPrompt(ref v); break;
                case 12: MultiPromptItem(ref v); break;
            }
        }
    }

    private static void MultiPrompt(ref JsonCheck v)
    {
        for (var a = v.Array(1, 2); a.Next(ref v);)
        {
            MultiPromptItem(ref v);
        }
    }

    private static void MultiPromptItem(ref JsonCheck v)
    {
        for (var o = v.Object(VideoNames.Item, 1); o.Next(ref v);)
        {
            switch (o.Member)
            {
                case 0: v.String(); v.Length(1); break;
                case 1: v.Integer(3); break;
            }
        }
    }
}
