using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SchemaSdk.Schemas.Dialect;

namespace SchemaSdk.Emulation.Models;

/// <summary>Reads JSON text as NJsonSchema wants it, with every value as it is written.</summary>
internal static class JsonText
{
    /// <summary>Reads a schema, as the generator does without what no number can hold.</summary>
    public static JObject ReadObject(string text)
    {
        var document = (JObject)Read(text);
        NumberRules.TakeOut(NumberRules.Beyond(document));
        return document;
    }

    public static JToken Read(string text)
    {
        // A date stays a string: parsed, it would no longer be one for the validator.
        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None, MaxDepth = 128 };
        return JToken.ReadFrom(reader, new JsonLoadSettings { LineInfoHandling = LineInfoHandling.Load });
    }
}
