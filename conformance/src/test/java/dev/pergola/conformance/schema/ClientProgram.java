package dev.pergola.conformance.schema;

import dev.pergola.model.CustomOperation;
import dev.pergola.model.ModelField;
import dev.pergola.model.ModelOperation;
import dev.pergola.model.ModelType;
import dev.pergola.model.SchemaModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A front end that names everything that the types of a schema have to offer it. */
final class ClientProgram {

  private ClientProgram() {}

  static String of(SchemaModel schema) {
    List<String> statements = new ArrayList<>();
    schema.models().forEach(model -> statements.add(model(model)));
    schema
        .enums()
        .forEach(
            type ->
                statements.add(
                    "export const values%s: string[] = client.enums.%s.values();"
                        .formatted(statements.size(), type.name())));
    for (CustomOperation operation : schema.operations()) {
      String root =
          switch (operation.kind()) {
            case QUERY -> "queries";
            case MUTATION -> "mutations";
            case SUBSCRIPTION -> "subscriptions";
          };
      statements.add(
          "export const call%s: Function = client.%s.%s;"
              .formatted(statements.size(), root, operation.name()));
    }
    return """
        import { generateClient } from 'aws-amplify/data';
        import type { Schema } from './schema';

        const client = generateClient<Schema>();

        %s
        """
        .formatted(String.join("\n", statements));
  }

  private static String model(ModelType model) {
    String fields =
        model.members().stream()
            .map(ModelField::name)
            .map("record.%s"::formatted)
            .collect(Collectors.joining(", "));
    String read =
        "export const read%s = (record: Schema['%s']['type']) => [%s];"
            .formatted(model.capitalName(), model.name(), fields);
    return model.offers(ModelOperation.LIST)
        ? read
            + "\nexport const list%s = async () => (await client.models.%s.list()).data.map(read%s);"
                .formatted(model.capitalName(), model.name(), model.capitalName())
        : read;
  }
}
