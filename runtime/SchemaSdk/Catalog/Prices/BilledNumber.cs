namespace SchemaSdk.Catalog.Prices;

/// <summary>A number by which the price is multiplied, such as the duration.</summary>
// Value: more than zero. Source: a phrase that says where the number comes from. IsOfInput: true if the input has a member of this name.
internal sealed record BilledNumber(string Name, decimal Value, string Source, bool IsOfInput)
{
    private static readonly JsonDocumentOptions Options =
        new() { MaxDepth = 512, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>
    /// Finds the number: the input's value, or else the service's default, or else the largest valid value. If the input leaves the
    /// choice to the model (<c>"auto"</c>, 0), the largest valid value is used, because the model may choose more than the default.
    /// </summary>
    internal static BilledNumber? Find(string name, ReadOnlySpan<byte> input, string? catalogSchema, ModelInfo? model)
    {
        var reader = new Utf8JsonReader(input, ServiceBody.AnyDepth);
        JsonElement? member = JsonElement.ParseValue(ref reader) is { ValueKind: JsonValueKind.Object } members
            && members.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? found : null;
        return Read(member) is { } written and > 0 ? new(name, written, $"the {name} of the input", IsOfInput: true)
            : InSchema(name, member is not null, catalogSchema, patchText: null)
                ?? InSchema(name, member is not null, model?.InputSchema, model?.InputPatch);
    }

    // isWritten: true if the input sets the member, so that the default does not apply.
    private static BilledNumber? InSchema(string name, bool isWritten, string? schemaText, string? patchText)
    {
        try
        {
            using var schema = schemaText is null ? null : JsonDocument.Parse(schemaText, Options);
            using var patch = patchText is null ? null : JsonDocument.Parse(patchText, Options);
            var property = new PatchedNode(schema?.RootElement, patch?.RootElement)["properties"][name];
            return property.Value is not { ValueKind: JsonValueKind.Object } ? null
                : !isWritten && Read(property["default"].Value) is { } usual and > 0 ? new(name, usual, $"the default of {name}", isWritten)
                : MaximumOf(property) is { } most and > 0 ? new(name, most, $"the maximum of {name}", isWritten)
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The schema is not valid JSON, or has an unpaired surrogate.
            return null;
        }
    }

    /// <summary>Reads a number in a schema or an input: a JSON number, or text such as <c>"5"</c> or <c>"5s"</c>.</summary>
    /// <returns>Null for text that is not a number; the largest decimal for a number that is too large.</returns>
    private static decimal? Read(JsonElement? value)
    {
        var text = value is { ValueKind: JsonValueKind.Number or JsonValueKind.String } given ? given.GetRawText().Trim('"').TrimEnd() : "";
        var digits = text.EndsWith('s') ? text[..^1] : text;
        return decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) ? read
            : value is { ValueKind: JsonValueKind.Number } ? decimal.MaxValue
            : null;
    }

    // Returns null if the values are unbounded. Min and Max ignore null.
    private static decimal? MaximumOf(PatchedNode property) => new[]
    {
        Read(property["maximum"].Value),
        Read(property["exclusiveMaximum"].Value),
        Read(property["const"].Value),
        Items(property["enum"].Value).Max(static value => Read(value)),
        LargestBranchOf(property["anyOf"].Value ?? property["oneOf"].Value),
    }.Min();

    /// <summary>Returns the largest bound of the branches; null if a branch allows numbers without a bound.</summary>
    private static decimal? LargestBranchOf(JsonElement? branches)
    {
        // Each bound is computed once: branches may be nested, and a second pass would double the work at every level.
        var all = Items(branches).Select(static branch => new PatchedNode(branch, null))
            .Select(static branch => (Bound: MaximumOf(branch), CanBeANumber: CanBeANumber(branch))).ToList();
        return all.Exists(static branch => branch is { Bound: null, CanBeANumber: true }) ? null : all.Max(static branch => branch.Bound);
    }

    private static IEnumerable<JsonElement> Items(JsonElement? array) =>
        array is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    private static bool CanBeANumber(PatchedNode branch) =>
        branch["enum"].Value is null && branch["const"].Value is null
        && !(branch["type"].Value is { ValueKind: JsonValueKind.String } type
            && type.GetString() is "null" or "boolean" or "object" or "array");
}

/// <summary>A part of a schema, and its JSON Merge Patch (RFC 7396). The patch is applied when a member is read.</summary>
// Schema: null if the part is missing, or if only the patch has it. Patch: null if it changes no member.
internal readonly record struct PatchedNode(JsonElement? Schema, JsonElement? Patch)
{
    /// <summary>The value of this part. The patch's changes to members are not applied.</summary>
    internal JsonElement? Value => Schema ?? Patch;

    internal PatchedNode this[string name] => (Member(Schema, name), Member(Patch, name)) switch
    {
        (var written, null) => new(written, null),
        (_, { ValueKind: JsonValueKind.Null }) => default,
        (var written, { ValueKind: JsonValueKind.Object } change) =>
            new(written is { ValueKind: JsonValueKind.Object } ? written : null, change),
        (_, var other) => new(other, null),
    };

    private static JsonElement? Member(JsonElement? node, string name) =>
        node is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(name, out var member) ? member : null;
}
