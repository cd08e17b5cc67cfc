using System.Text.Json;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Tests.Json;

/// <summary>The check of <see cref="VideoInput"/>, written by hand as the generator writes it.</summary>
internal static class VideoCheck
{
    public static IReadOnlyList<ValidationError> Run(ReadOnlySpan<byte> utf8Json) => JsonCheck.Run(utf8Json, Input);

    private static void Input(ref Utf8JsonReader reader, ref JsonCheck check)
    {
        if (!check.Object(ref reader))
        {
            return;
        }

        var start = JsonCheck.Start(ref reader);
        var hasPrompt = false;
        while (check.NextMember(ref reader, VideoNames.Input, out var member))
        {
            switch (member)
            {
                case 0: hasPrompt = true; check.Type(ref reader, JsonTypes.String); check.MaxLength(ref reader, 5); break;
                case 1: check.Type(ref reader, JsonTypes.Integer); check.Minimum(ref reader, 3); check.Maximum(ref reader, 15); break;
                case 2: check.Type(ref reader, JsonTypes.Number); check.Minimum(ref reader, 0d); break;
                case 3: check.Type(ref reader, JsonTypes.String); check.Enum(ref reader, VideoNames.AspectRatio); break;
                case 5: MultiPrompt(ref reader, ref check); break;
                case 12: MultiPromptItem(ref reader, ref check); break;
            }
        }

        check.Required(hasPrompt, "prompt", start);
    }

    private static void MultiPrompt(ref Utf8JsonReader reader, ref JsonCheck check)
    {
        if (!check.Array(ref reader))
        {
            return;
        }

        var start = JsonCheck.Start(ref reader);
        var count = 0;
        while (check.NextItem(ref reader))
        {
            count++;
            MultiPromptItem(ref reader, ref check);
        }

        check.MinItems(count, 1, start);
        check.MaxItems(count, 2, start);
    }

    private static void MultiPromptItem(ref Utf8JsonReader reader, ref JsonCheck check)
    {
        if (!check.Object(ref reader))
        {
            return;
        }

        var start = JsonCheck.Start(ref reader);
        var hasPrompt = false;
        while (check.NextMember(ref reader, VideoNames.Item, out var member))
        {
            switch (member)
            {
                case 0: hasPrompt = true; check.Type(ref reader, JsonTypes.String); check.MinLength(ref reader, 1); break;
                case 1: check.Type(ref reader, JsonTypes.Integer); check.Minimum(ref reader, 3); break;
            }
        }

        check.Required(hasPrompt, "prompt", start);
    }
}
