using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using SchemaSdk.CompilerServices;

#pragma warning disable CS8618 // A required property that is filled through its field, as in generated code.

namespace SchemaSdk.Tests.Json;

/// <summary>An input, written by hand as the generator writes it.</summary>
[JsonConverter(typeof(ModelJsonConverter<VideoInput>))]
public sealed partial record VideoInput : ModelObject, IModelValue<VideoInput>
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

    [SetsRequiredMembers]
    private VideoInput(ref Utf8JsonReader reader)
    {
        var hasStyle = false;
        var members = new ObjectReader(this, VideoNames.Input, ref reader);
        while (members.Next(ref reader))
        {
            switch (members.Member)
            {
                case 0: _prompt = members.String(ref reader); break;
                case 1: _duration = members.Int32(ref reader); break;
                case 2: _cfgScale = members.Double(ref reader); break;
                case 3: _aspectRatio = members.Text<AspectRatioValue>(ref reader); break;
                case 4: _sound = members.Boolean(ref reader); break;
                case 5: _multiPrompt = members.List<Codec.Object<MultiPromptItem>, MultiPromptItem>(ref reader); break;
                case 6: _image = members.File(ref reader); break;
                case 7: _weights = members.List<Codec.Double, double>(ref reader); break;
                case 8: _extra = members.Element(ref reader); break;
                case 9: _seed = members.Int64(ref reader); break;
                case 10: hasStyle = true; _style = members.IsNull(ref reader) ? null : members.String(ref reader); break;
                case 11: _grid = members.List<Codec.List<Codec.Int32, int>, IReadOnlyList<int>>(ref reader); break;
                case 12: _first = members.Object<MultiPromptItem>(ref reader); break;
                case 13: _any = members.List<Codec.Element, JsonElement>(ref reader); break;
            }
        }

        if (!hasStyle)
        {
            members.NoteAbsent(10);
        }
    }

    public required string Prompt { get => _prompt!; init { _prompt = value; ForgetRead("prompt"); } }

    public int? Duration { get => _duration; init { _duration = value; ForgetRead("duration"); } }

    public double? CfgScale { get => _cfgScale; init { _cfgScale = value; ForgetRead("cfg_scale"); } }

    public AspectRatioValue? AspectRatio { get => _aspectRatio; init { _aspectRatio = value; ForgetRead("aspect_ratio"); } }

    public bool? Sound { get => _sound; init { _sound = value; ForgetRead("sound"); } }

    public IReadOnlyList<MultiPromptItem>? MultiPrompt { get => _multiPrompt; init { _multiPrompt = value; ForgetRead("multi_prompt"); } }

    public ModelFile? Image { get => _image; init { _image = value; ForgetRead("image"); } }

    public IReadOnlyList<double>? Weights { get => _weights; init { _weights = value; ForgetRead("weights"); } }

    public JsonElement? Extra { get => _extra; init { _extra = value; ForgetRead("extra"); } }

    public long? Seed { get => _seed; init { _seed = value; ForgetRead("seed"); } }

    // Required and nullable.
    public required string? Style { get => _style; init { _style = value; ForgetRead("style"); } }

    public IReadOnlyList<IReadOnlyList<int>>? Grid { get => _grid; init { _grid = value; ForgetRead("grid"); } }

    public MultiPromptItem? First { get => _first; init { _first = value; ForgetRead("a/b~c"); } }

    public IReadOnlyList<JsonElement>? Any { get => _any; init { _any = value; ForgetRead("any"); } }

    public static VideoInput Read(ref Utf8JsonReader reader) => new(ref reader);

    public static void Write(Utf8JsonWriter writer, VideoInput value) => value.WriteTo(writer);

    public bool Equals(VideoInput? other) => base.Equals(other);

    public override int GetHashCode() => base.GetHashCode();

    protected override void WriteMembers(Utf8JsonWriter writer)
    {
        var members = new ObjectWriter(this, writer, VideoNames.Input);
        members.String(0, _prompt);
        members.Int32(1, _duration);
        members.Double(2, _cfgScale);
        members.Text(3, _aspectRatio);
        members.Boolean(4, _sound);
        members.List<Codec.Object<MultiPromptItem>, MultiPromptItem>(5, _multiPrompt);
        members.File(6, _image);
        members.List<Codec.Double, double>(7, _weights);
        members.Element(8, _extra);
        members.Int64(9, _seed);
        if (_style is null)
        {
            members.Null(10);
        }
        else
        {
            members.String(10, _style);
        }

        members.List<Codec.List<Codec.Int32, int>, IReadOnlyList<int>>(11, _grid);
        members.Object(12, _first);
        members.List<Codec.Element, JsonElement>(13, _any);
    }

    [JsonConverter(typeof(ModelJsonConverter<AspectRatioValue>))]
    public readonly partial record struct AspectRatioValue(string? Value) : IModelValue<AspectRatioValue>
    {
        public static AspectRatioValue _16_9 => new("16:9");

        public bool IsKnown => VideoNames.AspectRatio.Contains(Value);

        public override string ToString() => Value ?? "";

        public static implicit operator AspectRatioValue(string value) => new(value);

        [return: NotNullIfNotNull(nameof(value))]
        public static implicit operator AspectRatioValue?(string? value) => value is null ? null : new(value);

        public static AspectRatioValue Read(ref Utf8JsonReader reader) => new(VideoNames.AspectRatio.Read(ref reader));

        public static void Write(Utf8JsonWriter writer, AspectRatioValue value) => writer.WriteStringValue(value.Value);
    }

    public sealed partial record MultiPromptItem : ModelObject, IModelValue<MultiPromptItem>
    {
        private string? _prompt;
        private int? _duration;

        public MultiPromptItem()
        {
        }

        [SetsRequiredMembers]
        private MultiPromptItem(ref Utf8JsonReader reader)
        {
            var members = new ObjectReader(this, VideoNames.Item, ref reader);
            while (members.Next(ref reader))
            {
                switch (members.Member)
                {
                    case 0: _prompt = members.String(ref reader); break;
                    case 1: _duration = members.Int32(ref reader); break;
                }
            }
        }

        public string? Prompt { get => _prompt; init { _prompt = value; ForgetRead("prompt"); } }

        public int? Duration { get => _duration; init { _duration = value; ForgetRead("duration"); } }

        // As an output has it: required, not nullable.
        public string Video => _prompt ?? throw Missing("/prompt");

        public static MultiPromptItem Read(ref Utf8JsonReader reader) => new(ref reader);

        public static void Write(Utf8JsonWriter writer, MultiPromptItem value) => value.WriteTo(writer);

        public bool Equals(MultiPromptItem? other) => base.Equals(other);

        public override int GetHashCode() => base.GetHashCode();

        protected override void WriteMembers(Utf8JsonWriter writer)
        {
            var members = new ObjectWriter(this, writer, VideoNames.Item);
            members.String(0, _prompt);
            members.Int32(1, _duration);
        }
    }
}

internal static class VideoNames
{
    internal static readonly MemberNames Input = new(
        "prompt", "duration", "cfg_scale", "aspect_ratio", "sound", "multi_prompt", "image",
        "weights", "extra", "seed", "style", "grid", "a/b~c", "any");

    internal static readonly MemberNames Item = new("prompt", "duration");

    internal static readonly KnownTexts AspectRatio = new("16:9", "9:16", "1:1");
}
