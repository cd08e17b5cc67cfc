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
        for (var members = new ObjectReader(this, VideoNames.Input, ref reader); members.Next(ref reader);)
        {
            VisitMember(ref members, ref reader);
        }
    }

    public required string Prompt { get => _prompt!; init { _prompt = value; Forget("prompt"); } }

    public int? Duration { get => _duration; init { _duration = value; Forget("duration"); } }

    public double? CfgScale { get => _cfgScale; init { _cfgScale = value; Forget("cfg_scale"); } }

    public AspectRatioValue? AspectRatio { get => _aspectRatio; init { _aspectRatio = value; Forget("aspect_ratio"); } }

    public bool? Sound { get => _sound; init { _sound = value; Forget("sound"); } }

    public IReadOnlyList<MultiPromptItem>? MultiPrompt { get => _multiPrompt; init { _multiPrompt = value; Forget("multi_prompt"); } }

    public ModelFile? Image { get => _image; init { _image = value; Forget("image"); } }

    public IReadOnlyList<double>? Weights { get => _weights; init { _weights = value; Forget("weights"); } }

    public JsonElement? Extra { get => _extra; init { _extra = value; Forget("extra"); } }

    public long? Seed { get => _seed; init { _seed = value; Forget("seed"); } }

    // Required and nullable.
    public required string? Style { get => _style; init { _style = value; Forget("style"); } }

    public IReadOnlyList<IReadOnlyList<int>>? Grid { get => _grid; init { _grid = value; Forget("grid"); } }

    public MultiPromptItem? First { get => _first; init { _first = value; Forget("a/b~c"); } }

    public IReadOnlyList<JsonElement>? Any { get => _any; init { _any = value; Forget("any"); } }

    public static VideoInput Read(ref Utf8JsonReader reader) => new(ref reader);

    public static void Write(Utf8JsonWriter writer, VideoInput value) => value.WriteTo(writer);

    public bool Equals(VideoInput? other) => base.Equals(other);

    public override int GetHashCode() => base.GetHashCode();

    protected override void WriteMembers(Utf8JsonWriter writer)
    {
        Utf8JsonReader reader = default;
        for (var members = new ObjectWriter(this, writer, VideoNames.Input); members.Next();)
        {
            VisitMember(ref members, ref reader);
        }
    }

    private void VisitMember<M>(ref M members, ref Utf8JsonReader reader)
        where M : struct, IMemberVisitor
    {
        switch (members.Member)
        {
            case 0: members.String(ref reader, ref _prompt); break;
            case 1: members.Int32(ref reader, ref _duration); break;
            case 2: members.Double(ref reader, ref _cfgScale); break;
            case 3: members.Text<AspectRatioValue>(ref reader, ref _aspectRatio); break;
            case 4: members.Boolean(ref reader, ref _sound); break;
            case 5: members.List<Codec.Object<MultiPromptItem>, MultiPromptItem>(ref reader, ref _multiPrompt); break;
            case 6: members.File(ref reader, ref _image); break;
            case 7: members.List<Codec.Double, double>(ref reader, ref _weights); break;
            case 8: members.Element(ref reader, ref _extra); break;
            case 9: members.Int64(ref reader, ref _seed); break;
            case 10: members.String(ref reader, ref _style); break;
            case 11: members.List<Codec.List<Codec.Int32, int>, IReadOnlyList<int>>(ref reader, ref _grid); break;
            case 12: members.Object<MultiPromptItem>(ref reader, ref _first); break;
            case 13: members.List<Codec.Element, JsonElement>(ref reader, ref _any); break;
        }
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
            for (var members = new ObjectReader(this, VideoNames.Item, ref reader); members.Next(ref reader);)
            {
                VisitMember(ref members, ref reader);
            }
        }

        public string? Prompt { get => _prompt; init { _prompt = value; Forget("prompt"); } }

        public int? Duration { get => _duration; init { _duration = value; Forget("duration"); } }

        // As an output has it: required, not nullable.
        public string Video => _prompt ?? throw Missing("/prompt");

        public static MultiPromptItem Read(ref Utf8JsonReader reader) => new(ref reader);

        public static void Write(Utf8JsonWriter writer, MultiPromptItem value) => value.WriteTo(writer);

        public bool Equals(MultiPromptItem? other) => base.Equals(other);

        public override int GetHashCode() => base.GetHashCode();

        protected override void WriteMembers(Utf8JsonWriter writer)
        {
            Utf8JsonReader reader = default;
            for (var members = new ObjectWriter(this, writer, VideoNames.Item); members.Next();)
            {
                VisitMember(ref members, ref reader);
            }
        }

        private void VisitMember<M>(ref M members, ref Utf8JsonReader reader)
            where M : struct, IMemberVisitor
        {
            switch (members.Member)
            {
                case 0: members.String(ref reader, ref _prompt); break;
                case 1: members.Int32(ref reader, ref _duration); break;
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
