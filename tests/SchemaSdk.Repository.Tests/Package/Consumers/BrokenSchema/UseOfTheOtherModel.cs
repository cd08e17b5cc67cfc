namespace BrokenSchema;

/// <summary>Uses the model whose schema is valid. If that model's code were not generated, this class would cause a second error.</summary>
public static class UseOfTheOtherModel
{
    public static string Id(ModelsClient client) => client.Acme.Whole1.ModelId;
}
