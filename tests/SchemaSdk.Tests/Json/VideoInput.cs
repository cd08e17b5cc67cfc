using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

#pragma warning disable CS8618 // A required property that is set through its field, as in generated code.

namespace SchemaSdk.Tests.Json;

/// <summary>An input type, written by hand in the form that the generator produces.</summary>
[JsonConverter(typeof(ModelJsonConverter<VideoInput>))]
public sealed partial record VideoInput : Record<VideoInput>, IRecord<VideoInput>
{
    private string? _prompt;
    private int? _duration;
    private double? _cfgScale;
    private AspectRatioValue? _aspectRatio;
    private bool? _sound;
    private IReadOnlyList<MultiPromptItem>? _multiPrompt;
    private ModelFile? _image;
    private IReadOnlyList<double>? _weights;
    private JsonElement? _extra;
    private long? _seed;
    private string? _style;
    private IReadOnlyList<IReadOnlyList<int>>? _grid;
    private MultiPromptItem? _first;
    private IReadOnlyList<JsonElement>? _any;

    public VideoInput()
    {
    }

    public required string Prompt { get => _prompt!; init { _prompt = value; Set("prompt"); } }

    public int? Duration { get => _duration; init { _duration = value; Set("duration"); } }

    public double? CfgScale { get => _cfgScale; init { _cfgScale = value; Set("cfg_scale"); } }

    public AspectRatioValue? AspectRatio { get => _aspectRatio; init { _aspectRatio = value; Set("aspect_ratio"); } }

    public bool? Sound { get => _sound; init { _sound = value; Set("sound"); } }

    public IReadOnlyList<MultiPromptItem>? MultiPrompt { get => _multiPrompt; init { _multiPrompt = value; Set("multi_prompt"); } }

    public ModelFile? Image { get => _image; init { _image = value; Set("image"); } }

    public IReadOnlyList<double>? Weights { get => _weights; init { _weights = value; Set("weights"); } }

    public JsonElement? Extra { get => _extra; init { _extra = value; Set("extra"); } }

    public long? Seed { get => _seed; init { _seed = value; Set("seed"); } }

    public required string? Style { get => _style; init { _style = value; Set("style"); } }

    public IReadOnlyList<IReadOnlyList<int>>? Grid { get => _grid; init { _grid = value; Set("grid"); } }

    public MultiPromptItem? First { get => _first; init { _first = value; Set("a/b~c"); } }

    public IReadOnlyList<JsonElement>? Any { get => _any; init { _any = value; Set("any"); } }

    public bool Equals(VideoInput? other) => base.Equals(other);

    public override int GetHashCode() => base.GetHashCode();

    static void IRecord<VideoInput>.Visit<M>(VideoInput record, ref M members, ref Utf8JsonReader reader)
    {
        for (members.Start(VideoNames.Input); members.Next(ref reader);)
        {
            switch (members.Member)
            {
                case 0: members.String(ref reader, ref record._prompt); break;
                case 1: members.Int32(ref reader, ref record._duration); break;
                case 2: members.Double(ref reader, ref record._cfgScale); break;
                case 3: members.Text<AspectRatioValue>(ref reader, ref record._aspectRatio); break;
                case 4: members.Boolean(ref reader, ref record._sound); break;
                case 5: members.List<Codec.Object<MultiPromptItem>, MultiPromptItem>(ref reader, ref record._multiPrompt); break;
                case 6: members.File(ref reader, ref record._image); break;
                case 7: members.List<Codec.Double, double>(ref reader, ref record._weights); break;
                case 8: members.Element(ref reader, ref record._extra); break;
                case 9: members.Int64(ref reader, ref record._seed); break;
                case 10: members.String(ref reader, ref record._style); break;
                case 11: members.List<Codec.List<Codec.Int32, int>, IReadOnlyList<int>>(ref reader, ref record._grid); break;
                case 12: members.Object<MultiPromptItem>(ref reader, ref record._first); break;
                case 13: members.List<Codec.Element, JsonElement>(ref reader, ref record._any); break;
            }
        }
    }

    [JsonConverter(typeof(ModelJsonConverter<AspectRatioValue>))]
    public readonly partial record struct AspectRatioValue(string? Value) : IText<AspectRatioValue>
    {
        public static AspectRatioValue _16_9 => new("16:9");

        public bool IsKnown => VideoNames.AspectRatio.Contains(Value);

        public override string ToString() => Value ?? "";

        public static implicit operator AspectRatioValue(string value) => new(value);

        [return: NotNullIfNotNull(nameof(value))]
        public static implicit operator AspectRatioValue?(string? value) => value is null ? null : new(value);

        public static AspectRatioValue Read(ref Utf8JsonReader reader) => new(VideoNames.AspectRatio.Read(ref reader));
    }

    public sealed partial record MultiPromptItem : Record<MultiPromptItem>, IRecord<MultiPromptItem>
    {
        private string? _prompt;
        private int? _duration;

        public MultiPromptItem()
        {
        }

        public string? Prompt { get => _prompt; init { _prompt = value; Set("prompt"); } }

        public int? Duration { get => _duration; init { _duration = value; Set("duration"); } }

        public bool Equals(MultiPromptItem? other) => base.Equals(other);

        public override int GetHashCode() => base.GetHashCode();

        static void IRecord<MultiPromptItem>.Visit<M>(MultiPromptItem record, ref M members, ref Utf8JsonReader reader)
        {
            for (members.Start(VideoNames.Item); members.Next(ref reader);)
            {
                switch (members.Member)
                {
                    case 0: members.String(ref reader, ref record._prompt); break;
                    case 1: members.Int32(ref reader, ref record._duration); break;
                }
            }
        }
    }
}

internal static class VideoNames
{
    internal static readonly MemberNames Input = new(
        "prompt", "duration", "cfg_scale", "aspect_ratio", "sound", "multi_prompt", "image",
        "weights", "extra", "seed", "style", "grid", "a/b~c", "any")
    {
        WritesNull = [10],
    };

    internal static readonly MemberNames Item = new("prompt", "duration");

    internal static readonly KnownTexts AspectRatio = new("16:9", "9:16", "1:1");
}
