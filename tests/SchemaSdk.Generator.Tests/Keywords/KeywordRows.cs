using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Generator.Tests.Keywords;

internal static class KeywordRows
{
    private const string Exactly = ", exactly";
    private const string Places = "a list of `JsonElement`, reported";
    private const string WhereWhole = ", if all of it can be checked";

    /// <summary>
    /// The rows of the page with several keywords or extra words. Each other keyword has its own row, which is derived from the code.
    /// </summary>
    private static readonly KeywordRow[] Described =
    [
        new("type") { Label = "`type`, arrays of types, null among them" },
        new() { Label = "`nullable`, `x-nullable`", Typed = "null is allowed too", Checked = "yes: null is valid too" },
        new("enum", "const") { Typed = "strings and numbers: an open set; booleans: `bool`; else reported", Checked = ", every kind" },
        new("properties", "required") { Checked = "; a required name without a property is reported" },
        new("additionalProperties") { Typed = "a map, if the schema has no properties" },
        new("patternProperties") { Typed = "a map of `JsonElement`, reported, if the schema has no properties" },
        new("propertyNames", "minProperties", "maxProperties"),
        new("dependencies", "dependentSchemas"),
        new("dependentRequired"),
        new("items") { Typed = "a list" },
        new("items", "prefixItems") { Label = "`items` as a list, `prefixItems`", Typed = Places },
        new("additionalItems"),
        new("contains", "minContains", "maxContains", "uniqueItems"),
        new("minItems", "maxItems"),
        new("anyOf", "oneOf") { Typed = @"`T \| null`: nullable; else a union: one property for each branch" },
        new("discriminator")
        {
            Label = "`discriminator`, with and without `mapping`", Typed = "tells the branches of a union apart",
        },
        new("allOf") { Typed = "merged" },
        new("not", "if") { Checked = WhereWhole },
        new("then", "else") { Checked = WhereWhole },
        new()
        {
            Label = "`$ref` to `#/…`, `definitions`, `$defs`, `components`; recursive",
            Typed = "yes; siblings are merged",
            Checked = "yes",
        },
        new()
        {
            Label = "`$ref` to an `$id`, also a URN, or to an `$anchor` or `$dynamicAnchor` of the file; `$id` as base",
            Typed = "yes",
            Checked = "yes",
        },
        new()
        {
            Label = "`$ref` written as `$recursiveRef`: to the nearest schema around it with `$recursiveAnchor`, else to the file",
            Typed = "yes",
            Checked = "yes",
        },
        new() { Label = "`$ref` to another `*.schema.json` of the project", Typed = "yes", Checked = "yes" },
        new()
        {
            Label = "`$ref` to nowhere or to the net",
            Typed = "`JsonElement`, reported; never fetched",
            Checked = "anything is valid",
        },
        new("minimum", "maximum") { Checked = Exactly },
        new("exclusiveMinimum", "exclusiveMaximum") { Checked = Exactly },
        new("multipleOf") { Checked = Exactly },
        new("minLength", "maxLength") { Checked = Exactly },
        new("pattern")
        {
            Typed = "tells strings of a union apart", Checked = ", as ECMAScript, for 200 ms at most; else reported",
        },
        new("format") { Typed = "`date-time`; `uri`, `…_url`: `ModelFile`", Checked = "no" },
        new("title", "description", "default", "examples", "validations")
        {
            Checked = "a default is never sent", Told = ", a default up to 60 characters",
        },
        new() { Label = "`example`", Told = "yes, as one of `examples`" },
        new("deprecated") { Typed = "`[Obsolete]`" },
        new("readOnly", "writeOnly"),
        new("$dynamicRef", "unevaluatedItems", "unevaluatedProperties")
        {
            Checked = "; a value that fits two schemas of a `oneOf` is not refused if one of these keywords may exclude a match",
        },
    ];

    public static string Draw()
    {
        var described = Described.SelectMany(row => row.Keywords).Concat(["$ref", "$recursiveRef"]).ToHashSet(StringComparer.Ordinal);
        var others = KeywordTable.All
            .Where(keyword => keyword is { Types: not KeywordTyping.None } or { Unchecked: not RuleTypes.None } || IsCheckedOrTold(keyword))
            .Where(keyword => !described.Contains(keyword.Name))
            .Select(keyword => new KeywordRow(keyword.Name));
        return "| keyword | typed | checked | documented |\n|---|---|---|---|\n"
            + string.Concat(Described.Concat(others).Select(row => row.Draw()));
    }

    private static bool IsCheckedOrTold(Keyword keyword) => keyword is { Checks: not null } or { IsTold: true };
}
